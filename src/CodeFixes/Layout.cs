using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SpacetimeSchema.Analyzers.CodeFixes;

/// <summary>How text is laid out, for what is written beside it.</summary>
internal static class Layout
{
    /// <summary>As the node itself has it, else its file.</summary>
    public static SyntaxTrivia EndOfLine(SyntaxNode node)
    {
        var found = First(node);
        found = found == default ? First(node.SyntaxTree.GetRoot()) : found;
        return found == default ? SyntaxFactory.LineFeed : found;
    }

    /// <summary>The white space before it on its line.</summary>
    public static SyntaxTriviaList Indentation(SyntaxNode node) =>
        node.GetLeadingTrivia().LastOrDefault(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)) is { RawKind: not 0 } found
            ? SyntaxFactory.TriviaList(found)
            : default;

    /// <summary>Indented as its neighbour, and on a line of its own where that is; without the neighbour's comments.</summary>
    public static T Beside<T>(this T node, SyntaxNode neighbour)
        where T : SyntaxNode => node
        .WithLeadingTrivia(Indentation(neighbour))
        .WithTrailingTrivia(
            neighbour.GetTrailingTrivia()
                .FirstOrDefault(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } endOfLine
                ? endOfLine
                : SyntaxFactory.Space);

    private static SyntaxTrivia First(SyntaxNode node) =>
        node.DescendantTrivia().FirstOrDefault(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
}
