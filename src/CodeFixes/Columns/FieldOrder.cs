using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeSchema.Analyzers.CodeFixes.Columns;

/// <summary>Puts the fields of a row into another order; comments go with them, regions stay.</summary>
internal static class FieldOrder
{
    /// <summary>Not where conditional compilation lies in between: what is a column then depends on symbols.</summary>
    public static bool CanMoveToEnd(TypeDeclarationSyntax row, FieldDeclarationSyntax field) => !row.DescendantTrivia(descendIntoTrivia: false).Any(trivia =>
        trivia.SpanStart >= field.FullSpan.Start
        && trivia.Kind() is SyntaxKind.IfDirectiveTrivia or SyntaxKind.ElseDirectiveTrivia or SyntaxKind.ElifDirectiveTrivia or SyntaxKind.EndIfDirectiveTrivia);

    /// <summary>The declaration with <paramref name="fields"/> behind its last other column, in the order given.</summary>
    /// <param name="fields">Members of <paramref name="row"/>.</param>
    public static TypeDeclarationSyntax MoveToEnd(TypeDeclarationSyntax row, IReadOnlyList<FieldDeclarationSyntax> fields)
    {
        var rest = row.Members.Where(member => !fields.Contains(member)).ToList();
        var last = rest.FindLastIndex(IsColumn);
        return Arrange(row, [.. rest.Take(last + 1), .. fields, .. rest.Skip(last + 1)]);
    }

    public static bool IsColumn(MemberDeclarationSyntax member) =>
        member is FieldDeclarationSyntax field && !field.Modifiers.Any(SyntaxKind.StaticKeyword) && !field.Modifiers.Any(SyntaxKind.ConstKeyword);

    /// <summary>The same members in another order. Directives before a member stay in their place in the text.</summary>
    public static TypeDeclarationSyntax Arrange(TypeDeclarationSyntax row, IReadOnlyList<MemberDeclarationSyntax> members)
    {
        var pinned = row.Members.Select(static member => Split(member.GetLeadingTrivia()).Stays).ToArray();
        var arranged = new MemberDeclarationSyntax[members.Count];
        for (var i = 0; i < members.Count; i++)
        {
            var goes = Split(members[i].GetLeadingTrivia()).Goes;
            arranged[i] = members[i].WithLeadingTrivia(i < pinned.Length ? pinned[i].AddRange(goes) : goes);
        }
        return row.WithMembers(SyntaxFactory.List(arranged));
    }

    private static (SyntaxTriviaList Stays, SyntaxTriviaList Goes) Split(SyntaxTriviaList trivia)
    {
        var directive = -1;
        for (var i = 0; i < trivia.Count; i++)
        {
            if (trivia[i].IsDirective)
            {
                directive = i;
            }
        }
        return (SyntaxFactory.TriviaList(trivia.Take(directive + 1)), SyntaxFactory.TriviaList(trivia.Skip(directive + 1)));
    }
}
