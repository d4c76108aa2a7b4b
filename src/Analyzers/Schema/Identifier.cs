using System.Globalization;

namespace SpacetimeSchema.Analyzers.Schema;

/// <summary>What SpacetimeDB takes as a name. Source: <c>crates/schema/src/identifier.rs</c>.</summary>
internal static class Identifier
{
    /// <summary>Whether a module may have the name: that of a table, a column, a function, a parameter, a type, or an index.</summary>
    public static bool IsTaken(string name) => IsValid(name) && IsStart(name[0]) && IsComposed(name);

    /// <summary>
    /// Whether a name may be in a schema. Variants and fields of types are not checked after their conversion, and may begin with a digit.
    /// </summary>
    public static bool IsValid(string name)
    {
        foreach (var c in name)
        {
            if (!IsPart(c))
            {
                return false;
            }
        }
        return name.Length > 0;
    }

    public static bool IsPart(char c) =>
        c is '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') || char.IsLetterOrDigit(c) || char.IsSurrogate(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.LetterNumber;

    private static bool IsStart(char c) =>
        c == '_' || char.IsLetter(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) == UnicodeCategory.LetterNumber;

    /// <summary>In normalization form C. Half of a surrogate pair has none.</summary>
    private static bool IsComposed(string name)
    {
        foreach (var c in name)
        {
            if (c > '\x7F' && !char.IsSurrogate(c))
            {
                return name.Any(char.IsSurrogate) || name.IsNormalized();
            }
        }
        return true;
    }
}
