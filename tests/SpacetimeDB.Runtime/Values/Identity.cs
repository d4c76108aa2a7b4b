namespace SpacetimeDB;

public readonly record struct Identity : IComparable, IComparable<Identity>
{
    private readonly U256 value;

    internal Identity(U256 value) => this.value = value;

    public Identity(ReadOnlySpan<byte> bytes) => this = From(bytes);

    public static Identity From(ReadOnlySpan<byte> bytes) => new(U256.FromLittleEndian(bytes));

    public static Identity FromBigEndian(ReadOnlySpan<byte> bytes)
    {
        var reversed = bytes.ToArray();
        Array.Reverse(reversed);
        return From(reversed);
    }

    public static Identity FromHexString(string hex) => FromBigEndian(Convert.FromHexString(hex));

    public int CompareTo(Identity other) => value.CompareTo(other.value);

    public int CompareTo(object? other) => other is null ? 1 : CompareTo((Identity)other);

    public override string ToString() => value.ToHexString();
}
