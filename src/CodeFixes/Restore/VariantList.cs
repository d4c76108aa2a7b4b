using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.CodeFixes.Restore;

/// <summary>Arranges the syntax of variants as they are deployed, with the trivia of each place kept.</summary>
internal static class VariantList<T>
    where T : SyntaxNode
{
    /// <summary>Null where a variant cannot be written, or where nothing would change.</summary>
    /// <param name="create">Makes a variant as it was deployed, of the present one where that is there.</param>
    public static SeparatedSyntaxList<T>? Of(
        Finding finding,
        AlgebraicType.Sum deployed,
        SeparatedSyntaxList<T> present,
        Func<T, string> canonical,
        Func<TypeMember, T?, T?> create)
    {
        var arranged = new List<(T Item, T? Place)>();
        foreach (var variant in deployed.Variants)
        {
            var found = present.FirstOrDefault(item => canonical(item) == variant.Name);
            var isRetyped = finding.Kind == ChangeKind.FieldRetyped && variant.Name == finding.Member;
            if ((found is null || isRetyped ? create(variant, found) : found) is not { } item)
            {
                return null;
            }
            arranged.Add((item, found));
        }
        foreach (var item in present)
        {
            var isNew = deployed.Variants.All(variant => variant.Name != canonical(item));
            if (isNew && !(finding.Kind == ChangeKind.VariantGrowsType && canonical(item) == finding.Member))
            {
                arranged.Add((item, item));
            }
        }
        return arranged.Select(static variant => variant.Item).SequenceEqual(present) ? null : Separated(arranged, present);
    }

    /// <summary>One a line where they were, else one behind the other; remarks stay with their variants.</summary>
    private static SeparatedSyntaxList<T> Separated(List<(T Item, T? Place)> items, SeparatedSyntaxList<T> present)
    {
        if (present.Count == 0)
        {
            return SyntaxFactory.SeparatedList(items.Select(static variant => variant.Item));
        }
        var ending = After(present, present.Count - 1);
        var ownLines = present.Any(item => HasEndOfLine(After(present, present.IndexOf(item))));
        var hasLastComma = present.SeparatorCount == present.Count;
        var indentation = Layout.Indentation(present[0]);
        var endOfLine = Layout.EndOfLine(present[0].Parent!);
        var nodes = new List<SyntaxNodeOrToken>();
        for (var i = 0; i < items.Count; i++)
        {
            var isLast = i == items.Count - 1;
            var (item, place) = items[i];
            var index = place is null ? -1 : present.IndexOf(place);
            var leading = item.GetLeadingTrivia();
            var after = !ownLines
                ? isLast ? ending : SyntaxFactory.TriviaList(SyntaxFactory.Space)
                : (index < 0 ? default : Remark(After(present, index))).AddRange(!isLast || HasEndOfLine(ending) ? [endOfLine] : []);
            var hasComma = !isLast || hasLastComma;
            nodes.Add(item
                .WithLeadingTrivia(ownLines && (index < 0 || leading.Count == 0) ? indentation : leading)
                .WithTrailingTrivia(hasComma ? default : after));
            if (hasComma)
            {
                nodes.Add(SyntaxFactory.Token(default, SyntaxKind.CommaToken, after));
            }
        }
        return SyntaxFactory.SeparatedList<T>(nodes);
    }

    private static SyntaxTriviaList After(SeparatedSyntaxList<T> list, int index) =>
        list[index].GetTrailingTrivia().AddRange(index < list.SeparatorCount ? list.GetSeparator(index).TrailingTrivia : []);

    private static bool HasEndOfLine(SyntaxTriviaList trivia) => trivia.Any(SyntaxKind.EndOfLineTrivia);

    private static SyntaxTriviaList Remark(SyntaxTriviaList after)
    {
        var last = after.ToList()
            .FindLastIndex(static trivia => !trivia.IsKind(SyntaxKind.EndOfLineTrivia) && !trivia.IsKind(SyntaxKind.WhitespaceTrivia));
        return SyntaxFactory.TriviaList(after.Take(last + 1).Where(static trivia => !trivia.IsKind(SyntaxKind.EndOfLineTrivia)));
    }
}
