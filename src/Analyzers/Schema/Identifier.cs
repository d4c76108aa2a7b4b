using System.Globalization;

namespace SpacetimeSchema.Analyzers.Schema;

/// <summary>What SpacetimeDB takes as a name. Source: <c>crates/schema/src/identifier.rs</c>.</summary>
internal static class Identifier
{
    public static bool IsValid(string name) => name.Length > 0 && name.All(IsPart);

    public static bool IsPart(char c) =>
        c == '_' || char.IsLetterOrDigit(c) || char.IsSurrogate(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.LetterNumber;
}
