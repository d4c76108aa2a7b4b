using Microsoft.CodeAnalysis.CSharp;

namespace SpacetimeSchema.Analyzers.CodeFixes;

internal static class CSharpNames
{
    /// <summary>As it is written: a keyword takes an <c>@</c>.</summary>
    public static string Escaped(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
