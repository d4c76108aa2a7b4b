using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeSchema.Analyzers.CodeFixes.Columns;

/// <summary>Gives members of a type other places. Directives and blank lines are of the place, comments are of the member.</summary>
internal static class Places
{
    public static TypeDeclarationSyntax WithInserted(this TypeDeclarationSyntax type, int index, MemberDeclarationSyntax member) =>
        type.WithPlaced([.. type.Members.Take(index), member, .. type.Members.Skip(index)], [member]);

    /// <summary>The type with these members: its own ones, but for those that are taken out, and new ones.</summary>
    /// <param name="placed">
    /// Those that are new, which go right behind the one before them, and those that move, which go out of the regions that end there. All
    /// others stay under the directives that they are under.
    /// </param>
    public static TypeDeclarationSyntax WithPlaced(
        this TypeDeclarationSyntax type,
        IReadOnlyList<MemberDeclarationSyntax> members,
        IReadOnlyCollection<MemberDeclarationSyntax> placed)
    {
        var isSetApart = type.SetsColumnsApart();
        var endOfLine = Layout.EndOfLine(type);
        var before = Before(type, members.Except(placed));
        var arranged = new List<MemberDeclarationSyntax>();
        for (var i = 0; i < members.Count; i++)
        {
            var stays = !placed.Contains(members[i]);
            var follower = stays ? members[i] : members.Skip(i + 1).FirstOrDefault(member => !placed.Contains(member)) ?? (SyntaxNode)type;
            var place = before[follower];
            var leading = members[i].GetLeadingTrivia();
            if (stays)
            {
                leading = i > 0 && isSetApart && placed.Contains(members[i - 1]) && !place.SetsApart()
                    ? place.Insert(0, endOfLine)
                    : place;
            }
            else
            {
                var outside = type.Members.Contains(members[i]) ? place.Outside() : 0;
                before[follower] = SyntaxFactory.TriviaList(place.Skip(outside));
                leading = SyntaxFactory.TriviaList(place.Take(outside))
                    .AddRange(i > 0 && isSetApart ? [endOfLine] : [])
                    .AddRange(leading.Split().Goes);
            }
            var isFirstNow = i == 0 && (type.Members.Count == 0 || members[i] != type.Members[0]);
            arranged.Add(members[i].WithLeadingTrivia(isFirstNow ? leading.WithoutBlankLinesBefore() : leading));
        }
        return type.WithLines(
            type.CloseBraceToken.WithLeadingTrivia(before[type]),
            arranged,
            [.. Enumerable.Range(0, members.Count).Where(i => placed.Contains(members[i]))]);
    }

    /// <summary>What stands before each member that stays, and before the brace, with what those leave that do not.</summary>
    private static Dictionary<SyntaxNode, SyntaxTriviaList> Before(
        TypeDeclarationSyntax type, IEnumerable<MemberDeclarationSyntax> staying)
    {
        var stays = new HashSet<SyntaxNode>(staying);
        var before = new Dictionary<SyntaxNode, SyntaxTriviaList>();
        var left = SyntaxFactory.TriviaList();
        foreach (var member in type.Members)
        {
            var leading = member.GetLeadingTrivia();
            if (stays.Contains(member))
            {
                before[member] = Joined(left, leading);
                left = SyntaxFactory.TriviaList();
            }
            else
            {
                left = Joined(left, leading.Split().Stays);
            }
        }
        before[type] = left.WithoutBlankLinesBehind().AddRange(type.CloseBraceToken.LeadingTrivia);
        return before;
    }

    private static SyntaxTriviaList Joined(SyntaxTriviaList left, SyntaxTriviaList next) =>
        (next.StartsWithBlankLine() ? left.WithoutBlankLinesBehind() : left).AddRange(next);
}
