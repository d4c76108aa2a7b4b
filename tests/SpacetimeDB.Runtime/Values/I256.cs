using System.Globalization;
using System.Numerics;

namespace SpacetimeDB;

public readonly record struct I256 : IComparable, IComparable<I256>
{
    private readonly U128 upper;
    private readonly U128 lower;

    public I256(U128 upper, U128 lower)
    {
        this.upper = upper;
        this.lower = lower;
    }

    public static bool operator <(I256 left, I256 right) => left.CompareTo(right) < 0;

    public static bool operator >(I256 left, I256 right) => left.CompareTo(right) > 0;

    public static bool IsNegative(I256 value) => value.Value.Sign < 0;

    // A hexadecimal text whose first digit is 8 or more is read as negative: two's complement.
    private BigInteger Value =>
        BigInteger.Parse(upper.ToHexString() + lower.ToHexString(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    public int CompareTo(I256 other) => Value.CompareTo(other.Value);

    public int CompareTo(object? other) => other is null ? 1 : CompareTo((I256)other);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
