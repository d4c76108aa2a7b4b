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
    public static SeparatedSyntaxList<T>? Of(Finding finding, AlgebraicType.Sum deployed, SeparatedSyntaxList<T> present, Func<T, string> canonical, Func<TypeMember, T?> create)
    {
        var arranged = new List<T>();
        foreach (var variant in deployed.Variants)
        {
            var found = present.FirstOrDefault(item => canonical(item) == variant.Name);
            if (finding.Kind == ChangeKind.FieldRetyped && variant.Name == finding.Member)
            {
                found = null;
            }
            if ((found ?? create(variant)) is not { } item)
            {
                return null;
            }
            arranged.Add(item);
        }
        foreach (var item in present)
        {
            var isNew = deployed.Variants.All(variant => variant.Name != canonical(item));
            if (isNew && !(finding.Kind == ChangeKind.VariantGrowsType && canonical(item) == finding.Member))
            {
                arranged.Add(item);
            }
        }
        return arranged.SequenceEqual(present) ? null : Separated(arranged, present);
    }

    /// <summary>As many on a line as before: each item takes the trivia of its place.</summary>
    private static SeparatedSyntaxList<T> Separated(List<T> items, SeparatedSyntaxList<T> present)
    {
        var separators = present.GetSeparators().ToArray();
        var nodes = new List<SyntaxNodeOrToken>();
        for (var i = 0; i < items.Count; i++)
        {
            var isKnown = present.Contains(items[i]);
            var place = present.Count == 0 ? items[i] : present[Math.Min(i, present.Count - 1)];
            nodes.Add(isKnown ? items[i] : items[i].WithLeadingTrivia(place.GetLeadingTrivia().Where(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia))));
            var hasTrailing = separators.Length >= present.Count && present.Count > 0;
            if (i < items.Count - 1 || hasTrailing)
            {
                nodes.Add(separators.Length > 0
                    ? separators[Math.Min(i, separators.Length - 1)]
                    : SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space));
            }
        }
        return Tidy(SyntaxFactory.SeparatedList<T>(nodes), present);
    }

    /// <summary>What stood last without a comma has its line end behind it; what stands last now needs it.</summary>
    private static SeparatedSyntaxList<T> Tidy(SeparatedSyntaxList<T> list, SeparatedSyntaxList<T> present)
    {
        if (present.Count == 0 || list.Count == 0)
        {
            return list;
        }
        var ending = present[present.Count - 1].GetTrailingTrivia();
        for (var i = 0; i < list.Count; i++)
        {
            var isLast = i == list.Count - 1;
            if (list[i].GetTrailingTrivia().SequenceEqual(ending) && !isLast)
            {
                list = list.Replace(list[i], list[i].WithTrailingTrivia());
            }
            else if (isLast && list.SeparatorCount < list.Count)
            {
                list = list.Replace(list[i], list[i].WithTrailingTrivia(ending));
            }
        }
        return list;
    }
}
