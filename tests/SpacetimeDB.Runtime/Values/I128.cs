using System.Globalization;

namespace SpacetimeDB;

public readonly record struct I128 : IComparable, IComparable<I128>
{
    private readonly Int128 value;

    public I128(ulong upper, ulong lower) => value = new Int128(upper, lower);

    private I128(Int128 value) => this.value = value;

    public static implicit operator I128(int value) => new((Int128)value);

    public static bool operator <(I128 left, I128 right) => left.value < right.value;

    public static bool operator >(I128 left, I128 right) => left.value > right.value;

    public static bool IsNegative(I128 value) => Int128.IsNegative(value.value);

    public int CompareTo(I128 other) => value.CompareTo(other.value);

    public int CompareTo(object? other) => other is null ? 1 : CompareTo((I128)other);

    public override string ToString() => value.ToString(CultureInfo.InvariantCulture);
}
