using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.CodeFixes.Columns;

namespace SpacetimeSchema.Analyzers.CodeFixes;

/// <summary>How text is laid out, for what is written beside it.</summary>
internal static class Layout
{
    private const string Spaces = "    ";

    /// <summary>As the node itself has it, else its file.</summary>
    public static SyntaxTrivia EndOfLine(SyntaxNode node)
    {
        var found = First(node);
        found = found == default ? First(node.SyntaxTree.GetRoot()) : found;
        return found == default ? SyntaxFactory.LineFeed : found;
    }

    /// <summary>The white space that its line begins with.</summary>
    public static SyntaxTriviaList Indentation(SyntaxNode node) => Indentation(node.GetFirstToken());

    /// <summary>That of its members that begin a line; where it has none, one step more than its own.</summary>
    public static SyntaxTriviaList MemberIndentation(TypeDeclarationSyntax type)
    {
        foreach (var member in type.Members)
        {
            if (BeginsLine(member.GetFirstToken()))
            {
                return Indentation(member);
            }
        }
        return Indentation(type).Add(SyntaxFactory.Whitespace(Step(type.SyntaxTree.GetRoot())));
    }

    /// <summary>A declaration, written with steps of four spaces, as the file of the node has lines.</summary>
    /// <param name="indentation">What all of its lines begin with.</param>
    public static string AsIn(SyntaxNode node, string text, string indentation = "")
    {
        var step = Step(node.SyntaxTree.GetRoot());
        var lines = text.Split('\n').Select(line =>
        {
            var steps = (line.Length - line.TrimStart(' ').Length) / Spaces.Length;
            return line == "" ? "" : indentation + string.Concat(Enumerable.Repeat(step, steps)) + line.Substring(steps * Spaces.Length);
        });
        return LineEndings.AsIn(node, string.Join("\n", lines));
    }

    /// <summary>A tab, two or four spaces, as the first line has that is indented.</summary>
    private static string Step(SyntaxNode root)
    {
        foreach (var token in root.DescendantTokens())
        {
            if (BeginsLine(token) && Indentation(token) is [var found, ..])
            {
                return found.ToString() is ['\t', ..] ? "\t" : found.Span.Length == 2 ? "  " : Spaces;
            }
        }
        return Spaces;
    }

    private static SyntaxTriviaList Indentation(SyntaxToken token)
    {
        if (!BeginsLine(token))
        {
            return Indentation(token.GetPreviousToken());
        }
        var line = token.LeadingTrivia.Skip(1 + token.LeadingTrivia.ToList().FindLastIndex(PlaceTrivia.EndsLine));
        return SyntaxFactory.TriviaList(line.TakeWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)));
    }

    private static bool BeginsLine(SyntaxToken token) =>
        token.LeadingTrivia.Any(PlaceTrivia.EndsLine)
            || token.GetPreviousToken() is var previous
                && (previous.IsKind(SyntaxKind.None) || previous.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia));

    private static SyntaxTrivia First(SyntaxNode node) =>
        node.DescendantTrivia().FirstOrDefault(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
}
