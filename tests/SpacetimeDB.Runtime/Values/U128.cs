using System.Buffers.Binary;
using System.Globalization;

namespace SpacetimeDB;

public readonly record struct U128 : IComparable, IComparable<U128>
{
    private readonly UInt128 value;

    public U128(ulong upper, ulong lower) => value = new UInt128(upper, lower);

    private U128(UInt128 value) => this.value = value;

    public static bool operator <(U128 left, U128 right) => left.value < right.value;

    public static bool operator >(U128 left, U128 right) => left.value > right.value;

    public static U128 FromBytesBigEndian(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt128BigEndian(bytes));

    public static U128 FromGuid(Guid guid) => FromBytesBigEndian(guid.ToByteArray());

    public byte[] ToBytesBigEndian()
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, value);
        return bytes;
    }

    public int CompareTo(U128 other) => value.CompareTo(other.value);

    public int CompareTo(object? other) => other is null ? 1 : CompareTo((U128)other);

    public override string ToString() => value.ToString(CultureInfo.InvariantCulture);

    internal static U128 FromLittleEndian(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt128LittleEndian(bytes));

    internal string ToHexString() => value.ToString("X32", CultureInfo.InvariantCulture);
}
