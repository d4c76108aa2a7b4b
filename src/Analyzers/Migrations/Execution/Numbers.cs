using System.Numerics;
using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Boxed numbers: their types, and what they become in others.</summary>
internal static partial class Numbers
{
    public static bool IsNumeric(SpecialType type) => type is >= SpecialType.System_SByte and <= SpecialType.System_Double;

    /// <summary>Characters are numbers too, where an operator or a cast meets them.</summary>
    public static bool IsNumber(object? value) => value is char || (value is not (null or bool) && IsNumeric(TypeOf(value)));

    /// <summary>Whether it is a number of a type without fractions.</summary>
    public static bool IsWhole(object value) => IsNumber(value) && value is not (float or double or decimal);

    public static object Convert(object value, SpecialType target, bool isChecked)
    {
        if (value is float or double or decimal)
        {
            return OfFraction(value, target, isChecked);
        }
        return Wrap(ToInteger(value), target, isChecked);
    }

    public static BigInteger ToInteger(object value) => value switch
    {
        sbyte number => number,
        byte number => number,
        short number => number,
        ushort number => number,
        int number => number,
        uint number => number,
        long number => number,
        ulong number => number,
        char character => character,
        _ => throw new LostTrackException("number"),
    };

    public static SpecialType TypeOf(object value) => value switch
    {
        sbyte => SpecialType.System_SByte,
        byte => SpecialType.System_Byte,
        short => SpecialType.System_Int16,
        ushort => SpecialType.System_UInt16,
        int => SpecialType.System_Int32,
        uint => SpecialType.System_UInt32,
        long => SpecialType.System_Int64,
        ulong => SpecialType.System_UInt64,
        float => SpecialType.System_Single,
        double => SpecialType.System_Double,
        decimal => SpecialType.System_Decimal,
        char => SpecialType.System_Char,
        _ => SpecialType.None,
    };

    public static object Wrap(BigInteger value, SpecialType target, bool isChecked)
    {
        switch (target)
        {
            case SpecialType.System_Single: return (float)value;
            case SpecialType.System_Double: return (double)value;
            case SpecialType.System_Decimal: return (decimal)value;
        }
        var bits = BitsOf(target);
        var range = BigInteger.One << bits;
        var isSigned = target is SpecialType.System_SByte or SpecialType.System_Int16
            or SpecialType.System_Int32 or SpecialType.System_Int64;
        var wrapped = ((value % range) + range) % range;
        if (isSigned && wrapped >= range >> 1)
        {
            wrapped -= range;
        }
        if (isChecked && wrapped != value)
        {
            throw new ThrownException(typeof(OverflowException).FullName!);
        }
        return target switch
        {
            SpecialType.System_SByte => (sbyte)wrapped,
            SpecialType.System_Byte => (byte)wrapped,
            SpecialType.System_Int16 => (short)wrapped,
            SpecialType.System_UInt16 => (ushort)wrapped,
            SpecialType.System_Int32 => (int)wrapped,
            SpecialType.System_UInt32 => (uint)wrapped,
            SpecialType.System_Int64 => (long)wrapped,
            SpecialType.System_UInt64 => (ulong)wrapped,
            SpecialType.System_Char => (char)(ushort)wrapped,
            _ => throw new LostTrackException("number"),
        };
    }

    private static object OfFraction(object value, SpecialType target, bool isChecked)
    {
        switch (target)
        {
            case SpecialType.System_Single: return value is decimal m ? (float)m : System.Convert.ToSingle(value, null);
            case SpecialType.System_Double: return value is decimal d ? (double)d : System.Convert.ToDouble(value, null);
            case SpecialType.System_Decimal:
                return value is decimal ? value : Host.Call(() => value is float f ? (decimal)f : (decimal)(double)value)!;
        }
        var number = value is decimal exact ? (double)decimal.Truncate(exact) : System.Convert.ToDouble(value, null);
        if (double.IsNaN(number) || double.IsInfinity(number))
        {
            return isChecked ? throw new ThrownException(typeof(OverflowException).FullName!) : Wrap(0, target, isChecked: false);
        }
        return Wrap(new BigInteger(Math.Truncate(number)), target, isChecked);
    }

    private static int Bits(object value) => BitsOf(TypeOf(value));

    private static int BitsOf(SpecialType type) => type switch
    {
        SpecialType.System_SByte or SpecialType.System_Byte => 8,
        SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Char => 16,
        SpecialType.System_Int32 or SpecialType.System_UInt32 => 32,
        _ => 64,
    };
}
