namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>What takes one item out of many.</summary>
internal static partial class Linq
{
    private static bool TryTakeElement(string name, Query query, out object? result)
    {
        var (first, orDefault) = (name, false);
        if (name.EndsWith("OrDefault", StringComparison.Ordinal))
        {
            (first, orDefault) = (name.Substring(0, name.Length - "OrDefault".Length), true);
        }
        // A default that is given stands last, behind the condition, or in its place.
        var given = query.Arguments.Length == 3 ? query.Arguments[2]
            : query.Arguments.Length == 2 && query.Function is null && first != "ElementAt" ? query.Second
            : query.DefaultItem;
        object?[]? element;
        switch (first)
        {
            case "First":
                element = query.Filtered.Select(Boxed).FirstOrDefault();
                break;
            case "Last":
                element = query.Filtered.Select(Boxed).LastOrDefault();
                break;
            case "Single":
                element = Only(query.Filtered);
                break;
            case "ElementAt":
                element = At(query.Source, query.Second);
                break;
            default:
                result = null;
                return false;
        }
        result = orDefault ? OrDefault(element, given) : OrThrow(element);
        return true;
    }

    private static object?[] Boxed(object? item) => [item];

    private static object? OrThrow(object?[]? boxed) =>
        boxed is null ? throw new ThrownException("System.InvalidOperationException") : boxed[0];

    private static object?[]? At(IEnumerable<object?> source, object? index)
    {
        var items = source.ToArray();
        var position = Slice.Position(index, items.Length, 0);
        return position >= 0 && position < items.Length ? [items[position]] : null;
    }

    private static object? OrDefault(object?[]? boxed, object? defaultItem) => boxed is null ? defaultItem : boxed[0];

    private static object?[]? Only(IEnumerable<object?> source)
    {
        var items = source.Take(2).ToArray();
        return items.Length > 1 ? throw new ThrownException("System.InvalidOperationException") : items.Length == 1 ? items : null;
    }
}
