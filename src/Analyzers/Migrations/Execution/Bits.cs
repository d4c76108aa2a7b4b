using System.Numerics;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary><c>System.Numerics.BitOperations</c> and the hexadecimal texts of <c>Convert</c>, which the oldest host lacks.</summary>
internal static class Bits
{
    public static bool TryCall(string type, string name, object?[] arguments, out object? result)
    {
        result = (type, name, arguments) switch
        {
            ("BitOperations", _, [{ } value]) when Numbers.IsNumber(value) => OfOne(name, value),
            ("BitOperations", "RotateLeft", [{ } value, int by]) when Numbers.IsNumber(value) => Rotated(value, by),
            ("BitOperations", "RotateRight", [{ } value, int by]) when Numbers.IsNumber(value) => Rotated(value, -by),
            ("Convert", "ToHexString" or "ToHexStringLower", [object?[] bytes]) when Array.TrueForAll(bytes, static item => item is byte) =>
                string.Concat(
                    bytes.Select(item =>
                        ((byte)item!).ToString(name == "ToHexString" ? "X2" : "x2", System.Globalization.CultureInfo.InvariantCulture))),
            ("Convert", "FromHexString", [string text]) => FromHex(text),
            _ => null,
        };
        return result is not null;
    }

    private static object? OfOne(string name, object value)
    {
        var width = value is ulong or long ? 64 : 32;
        var bits = (ulong)(Numbers.ToInteger(value) & ((BigInteger.One << width) - 1));
        return name switch
        {
            "PopCount" => Enumerable.Range(0, width).Count(bit => (bits >> bit & 1) != 0),
            "LeadingZeroCount" => width - 1 - Highest(bits, width),
            "TrailingZeroCount" => bits == 0 ? width : Enumerable.Range(0, width).First(bit => (bits >> bit & 1) != 0),
            "Log2" => Math.Max(0, Highest(bits, width)),
            "RoundUpToPowerOf2" =>
                Numbers.Wrap(bits == 0 ? 0 : BigInteger.One << (Highest(bits - 1, width) + 1), Numbers.TypeOf(value), isChecked: false),
            "IsPow2" => Numbers.ToInteger(value).Sign > 0 && (bits & (bits - 1)) == 0,
            _ => null,
        };
    }

    private static int Highest(ulong bits, int width) =>
        Enumerable.Range(0, width).Where(bit => (bits >> bit & 1) != 0).DefaultIfEmpty(-1).Max();

    private static object Rotated(object value, int by)
    {
        var width = value is ulong or long ? 64 : 32;
        var offset = ((by % width) + width) % width;
        var bits = Numbers.ToInteger(value) & ((BigInteger.One << width) - 1);
        return Numbers.Wrap(bits << offset | bits >> (width - offset), Numbers.TypeOf(value), isChecked: false);
    }

    private static object?[] FromHex(string text)
    {
        var bytes = new object?[text.Length / 2];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = byte.TryParse(
                text.Substring(i * 2, 2),
                System.Globalization.NumberStyles.AllowHexSpecifier,
                System.Globalization.CultureInfo.InvariantCulture,
                out var number)
                ? number
                : throw new ThrownException("System.FormatException");
        }
        return text.Length % 2 == 0 ? bytes : throw new ThrownException("System.FormatException");
    }
}
