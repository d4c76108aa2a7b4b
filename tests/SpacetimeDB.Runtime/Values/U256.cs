using System.Globalization;
using System.Numerics;

namespace SpacetimeDB;

public readonly record struct U256 : IComparable, IComparable<U256>
{
    private readonly U128 upper;
    private readonly U128 lower;

    public U256(U128 upper, U128 lower)
    {
        this.upper = upper;
        this.lower = lower;
    }

    public static bool operator <(U256 left, U256 right) => left.CompareTo(right) < 0;

    public static bool operator >(U256 left, U256 right) => left.CompareTo(right) > 0;

    public int CompareTo(U256 other) => upper != other.upper ? upper.CompareTo(other.upper) : lower.CompareTo(other.lower);

    public int CompareTo(object? other) => other is null ? 1 : CompareTo((U256)other);

    public override string ToString() =>
        BigInteger.Parse("0" + ToHexString(), NumberStyles.HexNumber, CultureInfo.InvariantCulture).ToString();

    internal static U256 FromLittleEndian(ReadOnlySpan<byte> bytes) =>
        new(U128.FromLittleEndian(bytes[16..32]), U128.FromLittleEndian(bytes[..16]));

    internal string ToHexString() => upper.ToHexString() + lower.ToHexString();
}
