namespace SpacetimeDB;

public readonly record struct ConnectionId : IComparable, IComparable<ConnectionId>
{
    private readonly U128 value;

    internal ConnectionId(U128 value) => this.value = value;

    /// <summary>The id in little-endian bytes; null for the default id, which stands for no connection.</summary>
    public static ConnectionId? From(ReadOnlySpan<byte> bytes)
    {
        var id = new ConnectionId(U128.FromLittleEndian(bytes));
        return id == default ? null : id;
    }

    public static ConnectionId? FromBigEndian(ReadOnlySpan<byte> bytes)
    {
        var id = new ConnectionId(U128.FromBytesBigEndian(bytes));
        return id == default ? null : id;
    }

    public static ConnectionId? FromHexString(string hex) => FromBigEndian(Convert.FromHexString(hex));

    public static ConnectionId Random() => new(U128.FromGuid(Guid.NewGuid()));

    public int CompareTo(ConnectionId other) => value.CompareTo(other.value);

    public int CompareTo(object? other) => other is null ? 1 : CompareTo((ConnectionId)other);

    public override string ToString() => value.ToHexString();
}
