using System.Globalization;
using System.Numerics;
using SpacetimeSchema.Analyzers.Schema;
using static SpacetimeSchema.Analyzers.Schema.AlgebraicType;

namespace SpacetimeSchema.Analyzers.Sql;

/// <summary>
/// Which values can be written for which types: the server reads the text of a literal as the type of what it is compared with,
/// quoted or not. Source: <c>crates/expr/src/lib.rs</c>, <c>parse</c>.
/// </summary>
internal static class SqlLiterals
{
    private const int IdentityDigits = 64;
    private const int ConnectionIdDigits = 32;
    private const int UuidDigits = 32;
    private const int MostDigits = 1000;

    /// <summary>Whether columns of the type can be compared. Source: <c>lib.rs</c>, <c>op_supports_type</c>.</summary>
    public static bool CanCompare(AlgebraicType type) =>
        type is Primitive or Unknown || IsBytes(type)
            || (type is Product && SpecialAlgebraicType.NameOf(type) is "identity" or "connection_id" or "timestamp" or "uuid");

    public static bool IsBytes(AlgebraicType type) => type is AlgebraicType.Array { Element: Primitive { Kind: PrimitiveKind.U8 } };

    /// <summary>Whether the server reads the literal as that type; true where that is in doubt.</summary>
    public static bool Fits(SqlLiteral literal, AlgebraicType type) => (literal.Kind, type) switch
    {
        (_, Unknown) => true,
        (SqlLiteralKind.Bool, _) => type is Primitive { Kind: PrimitiveKind.Bool },
        (_, Primitive { Kind: PrimitiveKind.Bool }) => false,
        (_, Primitive { Kind: PrimitiveKind.String }) => true,
        (_, Primitive { Kind: var kind }) => IsNumber(literal.Value, kind),
        _ when IsBytes(type) => HexDigits(literal.Value) is { } digits && digits % 2 == 0,
        _ => SpecialAlgebraicType.NameOf(type) switch
        {
            "identity" => HexDigits(literal.Value) == IdentityDigits,
            "connection_id" => HexDigits(literal.Value) == ConnectionIdDigits,
            "timestamp" => IsTimestamp(literal.Value),
            "uuid" => IsUuid(literal.Value),
            _ => false,
        },
    };

    /// <summary>Source: the crate <c>bigdecimal</c>, <c>from_str_radix</c>.</summary>
    private static bool IsNumber(string text, PrimitiveKind kind)
    {
        var (mantissa, exponent) = text.IndexOfAny(['e', 'E']) is >= 0 and var mark
            ? (text.Substring(0, mark), text.Substring(mark + 1))
            : (text, "0");
        if (text.Contains('_') || text.Length > MostDigits)
        {
            return true;
        }
        var point = mantissa.IndexOf('.');
        var digits = point < 0 ? mantissa : mantissa.Remove(point, 1);
        if (!IsInteger(digits) || !IsInteger(exponent))
        {
            return false;
        }
        return kind is PrimitiveKind.F32 or PrimitiveKind.F64
            || !int.TryParse(exponent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power)
            || Math.Abs((long)power) > MostDigits
            || IsInRange(
                BigInteger.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
                power - (point < 0 ? 0 : mantissa.Length - point - 1),
                kind);
    }

    private static bool IsInteger(string text) =>
        text.TrimStart('+', '-') is { Length: > 0 } digits && text.Length - digits.Length <= 1
            && digits.All(static digit => digit is >= '0' and <= '9');

    private static bool IsInRange(BigInteger digits, int exponent, PrimitiveKind kind)
    {
        var unit = BigInteger.Pow(10, Math.Abs(exponent));
        if (exponent < 0 && !(digits % unit).IsZero)
        {
            return false;
        }
        var value = exponent < 0 ? digits / unit : digits * unit;
        var bits = 8 << ((kind - PrimitiveKind.I8) / 2);
        var isSigned = (kind - PrimitiveKind.I8) % 2 == 0;
        var limit = BigInteger.Pow(2, isSigned ? bits - 1 : bits);
        return value < limit && value >= (isSigned ? -limit : BigInteger.Zero);
    }

    /// <summary>How many there are; null where there is anything else. Source: <c>crates/lib/src/lib.rs</c>, <c>from_hex_pad</c>.</summary>
    private static int? HexDigits(string text)
    {
        var digits = text.StartsWith("0x", StringComparison.Ordinal) || text.StartsWith("X'", StringComparison.Ordinal)
            ? text.Substring(2)
            : text;
        return digits.All(IsHexDigit) ? digits.Length : null;
    }

    private static bool IsHexDigit(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');

    /// <summary>No more than the shape of RFC 3339: a date, a time of day with seconds, and an offset.</summary>
    private static bool IsTimestamp(string text)
    {
        var offset = text.Length > 19 ? text.Substring(19) : "";
        return text.Length > 19 && text[4] == '-' && text[7] == '-' && text[10] is 'T' or 't' or ' ' && text[13] == ':' && text[16] == ':'
            && (offset.EndsWith("Z", StringComparison.OrdinalIgnoreCase) || offset.IndexOfAny(['+', '-', '\u2212']) >= 0);
    }

    /// <summary>With hyphens or without, in braces, or as a URN. Source: the crate <c>uuid</c>, <c>parse_str</c>.</summary>
    private static bool IsUuid(string text) =>
        text.Substring(text.LastIndexOf(':') + 1).Where(static c => c is not ('-' or '{' or '}')).ToArray() is { Length: UuidDigits } digits
            && digits.All(IsHexDigit);
}
