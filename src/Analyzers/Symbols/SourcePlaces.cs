using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>Where a symbol stands in the source, for a finding about it.</summary>
internal static class SourcePlaces
{
    /// <summary>The name of the row type in the declaration that carries the table's attribute.</summary>
    public static Location Of(SourceTable table) => Of(table.RowType, table.Attribute);

    /// <summary>By path and place, so that the order of files does not matter.</summary>
    public static IComparer<Location> Order { get; } = Comparer<Location>.Create(static (left, right) =>
        string.CompareOrdinal(left.SourceTree?.FilePath, right.SourceTree?.FilePath) is not 0 and var files
            ? files
            : left.SourceSpan.Start.CompareTo(right.SourceSpan.Start));

    public static SourceTable? First(IEnumerable<SourceTable> tables) => tables.OrderBy(Of, Order).FirstOrDefault();

    /// <summary>The name of the symbol; of a type with several declarations that which carries <paramref name="attribute"/>.</summary>
    public static Location Of(ISymbol symbol, AttributeData? attribute)
    {
        if (attribute?.AttributedDeclaration(symbol) is { } declaration)
        {
            foreach (var location in symbol.Locations)
            {
                if (location.SourceTree == declaration.SyntaxTree && declaration.Span.Contains(location.SourceSpan))
                {
                    return location;
                }
            }
        }
        return symbol.Locations.FirstOrDefault() ?? Location.None;
    }
}
