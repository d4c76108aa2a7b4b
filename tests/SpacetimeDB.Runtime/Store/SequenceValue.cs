using System.Globalization;

namespace SpacetimeDB.Internal;

/// <summary>A number of a sequence in the type of its column.</summary>
internal static class SequenceValue
{
    public static object Of(ulong number, Type type)
    {
        if (type == typeof(Int128))
        {
            return (Int128)number;
        }

        if (type == typeof(UInt128))
        {
            return (UInt128)number;
        }

        if (type == typeof(U128) || type == typeof(I128))
        {
            return Activator.CreateInstance(type, 0UL, number)!;
        }

        if (type == typeof(U256) || type == typeof(I256))
        {
            return Activator.CreateInstance(type, default(U128), new U128(0, number))!;
        }

        try
        {
            return Convert.ChangeType(number, type, CultureInfo.InvariantCulture);
        }
        catch (OverflowException)
        {
            throw new AutoIncOverflowException();
        }
    }
}
