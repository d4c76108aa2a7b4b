namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>What goes through many and leaves many: each item, their order, and how many.</summary>
internal static partial class Linq
{
    private static bool TryArrange(string name, Query query, out object? result)
    {
        result = Arranged(name, query);
        return result is not null;
    }

    private static IEnumerable<object?>? Arranged(string name, Query query)
    {
        var (source, function, second, order) = (query.Source, query.Function, query.Second, query.Order);
        var isIndexed = function is { Parameters: 2 };
        switch (name)
        {
            case "AsEnumerable" or "Cast": return source;
            case "Where" when isIndexed: return source.Where((item, i) => Conversions.Truth(function!.Invoke(item, i)));
            case "Where": return query.Filtered;
            case "Select" when isIndexed: return source.Select((item, i) => function!.Invoke(item, i));
            case "Select": return query.Values;
            case "SelectMany" when query.Arguments.Length == 2: return Arranged("Select", query)!.SelectMany(Sequence);
            case "SelectMany" when query.Arguments[2] is Closure pair:
                return source.SelectMany(item => Sequence(function!.Invoke(item)).Select(inner => pair.Invoke(item, inner)));
            case "OrderBy" or "Order": return source.OrderBy(item => function is null ? item : function.Invoke(item), order);
            case "OrderByDescending" or "OrderDescending":
                return source.OrderByDescending(item => function is null ? item : function.Invoke(item), order);
            case "ThenBy": return ((IOrderedEnumerable<object?>)source).ThenBy(item => function!.Invoke(item), order);
            case "ThenByDescending": return ((IOrderedEnumerable<object?>)source).ThenByDescending(item => function!.Invoke(item), order);
            case "Reverse": return source.Reverse();
            case "Distinct": return source.Distinct(query.Equality);
            case "Skip": return source.Skip((int)second!);
            case "Take" when second is int count: return source.Take(count);
            case "Take" when second is Slice slice: return Sliced(source, slice);
            case "TakeLast": return source.Reverse().Take((int)second!).Reverse();
            case "SkipLast": return source.Reverse().Skip((int)second!).Reverse();
            case "SkipWhile" when isIndexed: return source.SkipWhile((item, i) => Conversions.Truth(function!.Invoke(item, i)));
            case "SkipWhile": return source.SkipWhile(item => Conversions.Truth(function!.Invoke(item)));
            case "TakeWhile" when isIndexed: return source.TakeWhile((item, i) => Conversions.Truth(function!.Invoke(item, i)));
            case "TakeWhile": return source.TakeWhile(item => Conversions.Truth(function!.Invoke(item)));
            case "Concat": return source.Concat(Sequence(second));
            case "Append": return source.Concat([second]);
            case "Prepend": return new[] { second }.Concat(source);
            case "Union": return source.Union(Sequence(second), query.Equality);
            case "Except": return source.Except(Sequence(second), query.Equality);
            case "Intersect": return source.Intersect(Sequence(second), query.Equality);
            case "DefaultIfEmpty": return source.DefaultIfEmpty(query.Arguments.Length > 1 ? second : query.DefaultItem);
            case "Zip" when query.Arguments is [_, _, Closure made]: return source.Zip(Sequence(second), (a, b) => made.Invoke(a, b));
            case "Zip" when query.Arguments is [_, _, var third]:
                return source.Zip(Sequence(second), static (a, b) => (a, b))
                    .Zip(Sequence(third), static (pair, c) => (object?)new TupleValue([pair.a, pair.b, c]));
            case "Zip": return source.Zip(Sequence(second), static (a, b) => (object?)new TupleValue([a, b]));
            case "Index": return source.Select(static (item, i) => (object?)new TupleValue([i, item]));
            case "Chunk": return source.Select(static (item, i) => (item, i)).GroupBy(pair => pair.i / (int)second!)
                .Select(static group => (object?)group.Select(static pair => pair.item).ToArray());
            default: return null;
        }
    }

    /// <summary>A range takes what there is of it.</summary>
    private static IEnumerable<object?> Sliced(IEnumerable<object?> source, Slice slice)
    {
        var items = source.ToArray();
        var start = Math.Max(0, Slice.Position(slice.Start, items.Length, 0));
        return items.Skip(start).Take(Slice.Position(slice.End, items.Length, items.Length) - start);
    }
}
