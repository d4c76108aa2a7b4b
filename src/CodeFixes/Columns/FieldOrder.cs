using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeSchema.Analyzers.CodeFixes.Columns;

/// <summary>Puts the fields of a row into another order; comments go with them, regions stay.</summary>
internal static class FieldOrder
{
    /// <summary>Not where conditional compilation lies in between: what is a column then depends on symbols.</summary>
    public static bool CanMoveToEnd(TypeDeclarationSyntax row, FieldDeclarationSyntax field) =>
        !row.DescendantTrivia(descendIntoTrivia: false).Any(trivia =>
            trivia.SpanStart >= field.FullSpan.Start
            && trivia.Kind() is SyntaxKind.IfDirectiveTrivia or SyntaxKind.ElseDirectiveTrivia or SyntaxKind.ElifDirectiveTrivia
                or SyntaxKind.EndIfDirectiveTrivia);

    /// <summary>The declaration with <paramref name="fields"/> behind its last other column, in the order given.</summary>
    /// <param name="fields">Members of <paramref name="row"/>.</param>
    public static TypeDeclarationSyntax MoveToEnd(TypeDeclarationSyntax row, IReadOnlyList<FieldDeclarationSyntax> fields)
    {
        var rest = row.Members.Where(member => !fields.Contains(member)).ToList();
        var last = rest.FindLastIndex(IsColumn);
        return Arrange(row, [.. rest.Take(last + 1), .. fields, .. rest.Skip(last + 1)]);
    }

    public static bool IsColumn(MemberDeclarationSyntax member) =>
        member is FieldDeclarationSyntax field && !field.Modifiers.Any(SyntaxKind.StaticKeyword)
            && !field.Modifiers.Any(SyntaxKind.ConstKeyword);

    /// <summary>The same members in another order. Directives before a member stay in their place in the text.</summary>
    /// <param name="blankLinesStay">Where columns only change places with columns.</param>
    public static TypeDeclarationSyntax Arrange(
        TypeDeclarationSyntax row, IReadOnlyList<MemberDeclarationSyntax> members, bool blankLinesStay = false)
    {
        var pinned = row.Members.Select(member => Split(member.GetLeadingTrivia(), blankLinesStay).Stays).ToArray();
        var arranged = new MemberDeclarationSyntax[members.Count];
        for (var i = 0; i < members.Count; i++)
        {
            var goes = Split(members[i].GetLeadingTrivia(), blankLinesStay).Goes;
            arranged[i] = members[i].WithLeadingTrivia(i < pinned.Length ? pinned[i].AddRange(goes) : goes);
        }
        return row.WithMembers(SyntaxFactory.List(arranged));
    }

    /// <summary>What is part of the place of a member, and what is part of the member.</summary>
    public static (SyntaxTriviaList Stays, SyntaxTriviaList Goes) Split(SyntaxTriviaList trivia, bool blankLinesStay = false)
    {
        var stays = 1 + trivia.ToList().FindLastIndex(static trivia => trivia.IsDirective);
        for (var i = stays; blankLinesStay && i < trivia.Count
            && trivia[i].Kind() is SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia; i++)
        {
            stays = trivia[i].IsKind(SyntaxKind.EndOfLineTrivia) ? i + 1 : stays;
        }
        return (SyntaxFactory.TriviaList(trivia.Take(stays)), SyntaxFactory.TriviaList(trivia.Skip(stays)));
    }
}
