using System.Globalization;

namespace SpacetimeSchema.Analyzers.Schema;

/// <summary>What SpacetimeDB takes as a name. Source: <c>crates/schema/src/identifier.rs</c>.</summary>
internal static class Identifier
{
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
}
