using System.Globalization;
using System.Numerics;

namespace SpacetimeSchema.Analyzers.CodeFixes.Columns;

/// <summary>Numbers as literals of their type; null where there is none.</summary>
internal static class NumberLiteral
{
    /// <summary>There is no literal beyond 64 bits.</summary>
    public static string? OfInteger(BigInteger value) =>
        value >= long.MinValue && value <= ulong.MaxValue ? value.ToString(CultureInfo.InvariantCulture) : null;

    public static string? OfFloat(float value) =>
        float.IsNaN(value) || float.IsInfinity(value) ? null : value.ToString("R", CultureInfo.InvariantCulture) + "f";

    public static string? OfDouble(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return double.IsNaN(value) || double.IsInfinity(value) ? null : text.IndexOfAny(['.', 'E']) < 0 ? text + ".0" : text;
    }
}
