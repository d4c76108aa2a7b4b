using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SpacetimeSchema.Analyzers.Comparison;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>
/// A constant as the generated code has it: as text, and between quotes where it is a string, without any escaping.
/// Source: <c>Runtime/Attrs.cs</c>, <c>DefaultAttribute.Value</c>.
/// </summary>
internal static class PastedText
{
    /// <summary>What the lexer may read otherwise than it stands there: quotes, escape sequences and all that ends a line.</summary>
    private static readonly char[] s_special = ['"', '\\', '\r', '\n', '\u0085', '\u2028', '\u2029'];

    private static readonly EngineVersion s_floatSuffix = new(2, 8, 1);

    /// <summary>Before, a float was pasted without its suffix: it is a double, or an integer where it has no fraction.</summary>
    public static object? Constant(object? value, KnownTypes knownTypes) =>
        value is float number && EngineVersions.OfRuntime(knownTypes.Table) < s_floatSuffix
            ? double.Parse(number.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : value;

    /// <summary>The string that is read a second time; null where that is no literal.</summary>
    public static string? String(string text)
    {
        if (text.IndexOfAny(s_special) < 0)
        {
            return text;
        }
        var token = SyntaxFactory.ParseToken($"\"{text}\"");
        return token.IsKind(SyntaxKind.StringLiteralToken) && token.FullSpan.Length == text.Length + 2 && !token.ContainsDiagnostics
            ? token.ValueText
            : null;
    }

    /// <summary>The number that stands there for a character, which gets no quotes; null where it is no digit.</summary>
    public static int? Number(char character) => character is >= '0' and <= '9' ? character - '0' : null;
}
