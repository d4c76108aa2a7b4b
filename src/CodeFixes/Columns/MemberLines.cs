using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeSchema.Analyzers.CodeFixes.Columns;

/// <summary>Sets members on lines, or behind one another, as their type has them.</summary>
internal static class MemberLines
{
    /// <param name="placed">
    /// The indexes of members that are new there: on lines of their own behind one that ends its line, else on the line of that.
    /// </param>
    public static TypeDeclarationSyntax WithLines(
        this TypeDeclarationSyntax type, SyntaxToken closing, List<MemberDeclarationSyntax> members, IReadOnlyCollection<int> placed)
    {
        var (indentation, endOfLine) = (Layout.MemberIndentation(type), Layout.EndOfLine(type));
        var closesOnOwnLine = EndsLine(type.CloseBraceToken.GetPreviousToken().TrailingTrivia);
        var endsLine = EndsLine(type.OpenBraceToken.TrailingTrivia);
        for (var i = 0; i < members.Count; i++)
        {
            // Trivia before a member is there only at the start of a line: on a line, it is behind the member before.
            var leading = members[i].GetLeadingTrivia();
            if (leading.Count == 0 ? endsLine : leading.Last().EndsLine())
            {
                members[i] = members[i].WithLeadingTrivia(leading.AddRange(indentation));
            }
            var startsLine = endsLine || members[i].GetLeadingTrivia().Count > 0;
            var breaks = i + 1 < members.Count ? members[i + 1].GetLeadingTrivia().Count > 0 : closesOnOwnLine;
            var trailing = members[i].GetTrailingTrivia();
            if (!EndsLine(trailing) && (breaks || (placed.Contains(i) && startsLine)))
            {
                members[i] = members[i].WithTrailingTrivia(Trimmed(trailing).Add(endOfLine));
            }
            else if (trailing.Count == 0)
            {
                members[i] = members[i].WithTrailingTrivia(SyntaxFactory.Space);
            }
            endsLine = EndsLine(members[i].GetTrailingTrivia());
        }
        return type.WithMembers(SyntaxFactory.List(members)).WithCloseBraceToken(closing);
    }

    private static bool EndsLine(SyntaxTriviaList trivia) => trivia.Any(SyntaxKind.EndOfLineTrivia);

    private static SyntaxTriviaList Trimmed(SyntaxTriviaList trivia) => SyntaxFactory.TriviaList(
        trivia.Reverse().SkipWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse());
}
