namespace SpacetimeDB;

public readonly record struct Uuid : IComparable, IComparable<Uuid>
{
    public static readonly Uuid NIL = new(new U128());

    public static readonly Uuid MAX = new(new U128(ulong.MaxValue, ulong.MaxValue));

    private readonly U128 value;

    public Uuid(U128 value) => this.value = value;

    public static bool operator <(Uuid left, Uuid right) => left.CompareTo(right) < 0;

    public static bool operator >(Uuid left, Uuid right) => left.CompareTo(right) > 0;

    public static Uuid FromRandomBytesV4(ReadOnlySpan<byte> randomBytes) => FromBytes(randomBytes, version: 4);

    public static Uuid FromCounterV7(ref int counter, Timestamp now, ReadOnlySpan<byte> randomBytes)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, now.MicrosecondsSinceUnixEpoch / 1_000 << 16);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes[8..], counter++);
        randomBytes[..4].CopyTo(bytes[12..]);
        return FromBytes(bytes, version: 7);
    }

    public static Uuid FromGuid(Guid guid) => new(U128.FromBytesBigEndian(guid.ToByteArray(bigEndian: true)));

    public static Uuid Parse(string text) => FromGuid(Guid.Parse(text));

    public Guid ToGuid() => new(value.ToBytesBigEndian(), bigEndian: true);

    public int CompareTo(Uuid other) => value.CompareTo(other.value);

    public int CompareTo(object? other) => other is null ? 1 : CompareTo((Uuid)other);

    public override string ToString() => ToGuid().ToString();

    private static Uuid FromBytes(ReadOnlySpan<byte> source, int version)
    {
        var bytes = source.ToArray();
        bytes[6] = (byte)(version << 4 | bytes[6] & 0x0f);
        bytes[8] = (byte)(0x80 | bytes[8] & 0x3f);
        return new(U128.FromBytesBigEndian(bytes));
    }
}
