using System.Collections;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>The methods of <c>System.Linq.Enumerable</c>, as lazy as there.</summary>
internal static partial class Linq
{
    private static readonly HashSet<string> s_comparing = new(StringComparer.Ordinal)
    {
        "ToHashSet", "ToDictionary", "ToLookup", "GroupBy", "Contains", "Distinct", "DistinctBy", "Union", "UnionBy", "Except", "ExceptBy",
        "Intersect", "IntersectBy",
        "Join", "GroupJoin", "CountBy", "AggregateBy", "SequenceEqual",
    };

    private static readonly HashSet<string> s_ordering = new(StringComparer.Ordinal)
    {
        "Order", "OrderDescending", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Max", "Min", "MaxBy", "MinBy",
    };

    public static IEnumerable<object?> Sequence(object? value) => value switch
    {
        IEnumerable<object?> items => items,
        IEnumerable items => items.Cast<object?>(),
        null => throw new ThrownException("System.NullReferenceException"),
        _ => throw new LostTrackException("sequence"),
    };

    /// <param name="ofResult">Makes of a sum or an average what it has to become.</param>
    /// <param name="isNullable">Whether the result may be null.</param>
    /// <param name="defaultOrder">The order of what is ordered without a comparer.</param>
    public static object? Call(
        string name,
        object?[] arguments,
        Func<object?, object?> ofResult,
        object? defaultItem,
        bool isNullable,
        IComparer<object?> defaultOrder)
    {
        if (name is "Range")
        {
            return Enumerable.Range((int)arguments[0]!, Math.Min((int)arguments[1]!, Host.LargestSize)).Select(static i => (object?)i);
        }
        if (name is "Repeat")
        {
            return Enumerable.Repeat(arguments[0], Math.Min((int)arguments[1]!, Host.LargestSize));
        }
        if (name is "Empty")
        {
            return Enumerable.Empty<object?>();
        }
        ComparersOf(name, ref arguments, out var equality, out var givenOrder);
        var order = givenOrder ?? defaultOrder;
        var source = Sequence(arguments[0]);
        var second = arguments.Length > 1 ? arguments[1] : null;
        var function = second as Closure;
        var filtered = function is { Parameters: 1 } ? source.Where(item => Conversions.Truth(function.Invoke(item))) : source;
        var values = function is { Parameters: 1 } ? source.Select(item => function.Invoke(item)) : source;
        switch (name)
        {
            case "Where": return function!.Parameters == 1
                ? filtered
                : source.Where((item, i) => Conversions.Truth(function.Invoke(item, i)));
            case "Select": return function!.Parameters == 1 ? values : source.Select((item, i) => function.Invoke(item, i));
            case "SelectMany" when arguments.Length == 2: return (function!.Parameters == 1
                ? values
                : source.Select((item, i) => function.Invoke(item, i))).SelectMany(Sequence);
            case "SelectMany" when arguments[2] is Closure pair:
                return source.SelectMany(item => Sequence(function!.Invoke(item)).Select(inner => pair.Invoke(item, inner)));
            case "ToList": return Limited(source).Select(Values.Copy).ToList();
            case "ToArray": return Limited(source).Select(Values.Copy).ToArray();
            case "ToHashSet": return new HashSet<object?>(Limited(source), equality);
            case "AsEnumerable" or "Cast": return source;
            case "GroupBy" when arguments is [_, _, Closure element, Closure result]: return Groups(source, function!, element, equality)
                .Select(group => result.Invoke(((Grouping)group!).Key, group));
            case "ToDictionary" when function is null: return Dictionary(source);
            case "ToDictionary": return Dictionary(source, function!, arguments.Length > 2 ? arguments[2] as Closure : null, equality);
            case "ToLookup": return new Lookup(
                Groups(source, function!, arguments.Length > 2 ? arguments[2] as Closure : null, equality).ToArray(), equality);
            case "GroupBy" when arguments.Length == 2: return Groups(source, function!, null, equality);
            case "GroupBy" when arguments[2] is Closure { Parameters: 1 } element: return Groups(source, function!, element, equality);
            case "GroupBy" when arguments[2] is Closure { Parameters: 2 } result: return Groups(source, function!, null, equality)
                .Select(group => result.Invoke(((Grouping)group!).Key, group));
            case "Any": return filtered.Any();
            case "All": return source.All(item => Conversions.Truth(function!.Invoke(item)));
            case "Count": return filtered.Count();
            case "LongCount": return filtered.LongCount();
            case "Contains": return source.Any(item => equality is null ? Equals(item, second) : equality.Equals(item, second));
            case "First": return OrThrow(filtered.Select(Boxed).FirstOrDefault());
            case "Last": return OrThrow(filtered.Select(Boxed).LastOrDefault());
            case "Single": return OrThrow(Only(filtered));
            case "FirstOrDefault" when arguments.Length == 3: return OrDefault(filtered.Select(Boxed).FirstOrDefault(), arguments[2]);
            case "FirstOrDefault" when arguments.Length == 1
                || second is Closure: return OrDefault(filtered.Select(Boxed).FirstOrDefault(), defaultItem);
            case "LastOrDefault" when arguments.Length == 3: return OrDefault(filtered.Select(Boxed).LastOrDefault(), arguments[2]);
            case "LastOrDefault" when arguments.Length == 1
                || second is Closure: return OrDefault(filtered.Select(Boxed).LastOrDefault(), defaultItem);
            case "SingleOrDefault" when arguments.Length == 3: return OrDefault(Only(filtered), arguments[2]);
            case "SingleOrDefault" when arguments.Length == 1 || second is Closure: return OrDefault(Only(filtered), defaultItem);
            case "FirstOrDefault": return OrDefault(source.Select(Boxed).FirstOrDefault(), second);
            case "LastOrDefault": return OrDefault(source.Select(Boxed).LastOrDefault(), second);
            case "SingleOrDefault": return OrDefault(Only(source), second);
            case "ElementAt": return OrThrow(At(source, second));
            case "ElementAtOrDefault": return OrDefault(At(source, second), defaultItem);
            case "OrderBy" or "Order": return source.OrderBy(item => function is null ? item : function.Invoke(item), order);
            case "OrderByDescending"
                or "OrderDescending": return source.OrderByDescending(item => function is null ? item : function.Invoke(item), order);
            case "ThenBy": return ((IOrderedEnumerable<object?>)source).ThenBy(item => function!.Invoke(item), order);
            case "ThenByDescending": return ((IOrderedEnumerable<object?>)source).ThenByDescending(item => function!.Invoke(item), order);
            case "Reverse": return source.Reverse();
            case "Distinct": return source.Distinct(equality);
            case "Skip": return source.Skip((int)second!);
            case "Take" when second is int count: return source.Take(count);
            case "Take" when second is Slice slice: return Sliced(source, slice);
            case "TakeLast": return source.Reverse().Take((int)second!).Reverse();
            case "SkipLast": return source.Reverse().Skip((int)second!).Reverse();
            case "SkipWhile": return function!.Parameters == 2
                ? source.SkipWhile((item, i) => Conversions.Truth(function.Invoke(item, i)))
                : source.SkipWhile(item => Conversions.Truth(function!.Invoke(item)));
            case "TakeWhile": return function!.Parameters == 2
                ? source.TakeWhile((item, i) => Conversions.Truth(function.Invoke(item, i)))
                : source.TakeWhile(item => Conversions.Truth(function!.Invoke(item)));
            case "Concat": return source.Concat(Sequence(second));
            case "Append": return source.Concat([second]);
            case "Prepend": return new[] { second }.Concat(source);
            case "Union": return source.Union(Sequence(second), equality);
            case "Except": return source.Except(Sequence(second), equality);
            case "Intersect": return source.Intersect(Sequence(second), equality);
            case "DefaultIfEmpty": return source.DefaultIfEmpty(arguments.Length > 1 ? second : defaultItem);
            case "SequenceEqual": return source.SequenceEqual(Sequence(second), equality);
            case "Zip" when arguments.Length > 2 && arguments[2] is not Closure:
                return source.Zip(Sequence(second), static (a, b) => (a, b))
                    .Zip(Sequence(arguments[2]), static (pair, c) => (object?)new TupleValue([pair.a, pair.b, c]));
            case "Zip": return source.Zip(
                Sequence(second), (a, b) => arguments.Length > 2 ? ((Closure)arguments[2]!).Invoke(a, b) : new TupleValue([a, b]));
            case "Index": return source.Select(static (item, i) => (object?)new TupleValue([i, item]));
            case "Chunk": return source.Select(static (item, i) => (item, i)).GroupBy(pair => pair.i / (int)second!)
                .Select(static group => (object?)group.Select(static pair => pair.item).ToArray());
            case "Max": return OrNull(Extreme(values, 1, order), isNullable);
            case "Min": return OrNull(Extreme(values, -1, order), isNullable);
            case "MaxBy": return OrNull(ExtremeBy(source, function!, 1, order), isNullable);
            case "MinBy": return OrNull(ExtremeBy(source, function!, -1, order), isNullable);
            case "Sum": return ofResult(Sum(values));
            case "Average": return Average(values.Where(static value => value is not null).ToList(), ofResult, isNullable);
            case "Aggregate": return Aggregate(source, arguments);
            default: return OfKeys(name, source, arguments, equality);
        }
    }

    /// <summary>Takes a comparer off the arguments; without it, equal things would be taken for different ones.</summary>
    private static void ComparersOf(
        string name, ref object?[] arguments, out IEqualityComparer<object?>? equality, out IComparer<object?>? order)
    {
        (equality, order) = (null, null);
        if (name is "AggregateBy" or "CountBy" && arguments[arguments.Length - 1] is null)
        {
            Array.Resize(ref arguments, arguments.Length - 1);
        }
        if (arguments.Length > 1 && arguments[arguments.Length - 1] is StringComparer or ModuleComparer)
        {
            var comparer = arguments[arguments.Length - 1] is StringComparer texts
                ? new Conversions.TextComparer(texts)
                : arguments[arguments.Length - 1];
            if (s_comparing.Contains(name))
            {
                equality = (IEqualityComparer<object?>)comparer!;
            }
            else if (s_ordering.Contains(name))
            {
                order = (IComparer<object?>)comparer!;
            }
            else
            {
                throw new LostTrackException("comparer");
            }
            Array.Resize(ref arguments, arguments.Length - 1);
        }
    }

    private static IEnumerable<object?> Limited(IEnumerable<object?> source) => source.Take(Host.LargestSize);

    private static object?[] Boxed(object? item) => [item];

    private static object? OrThrow(object?[]? boxed) =>
        boxed is null ? throw new ThrownException("System.InvalidOperationException") : boxed[0];

    /// <summary>Of nothing, the extreme of what may be null is null.</summary>
    private static object? OrNull(object?[]? boxed, bool isNullable) => boxed is null && isNullable ? null : OrThrow(boxed);

    private static object?[]? At(IEnumerable<object?> source, object? index)
    {
        var items = source.ToArray();
        var position = Slice.Position(index, items.Length, 0);
        return position >= 0 && position < items.Length ? [items[position]] : null;
    }

    /// <summary>A range takes what there is of it.</summary>
    private static IEnumerable<object?> Sliced(IEnumerable<object?> source, Slice slice)
    {
        var items = source.ToArray();
        var start = Math.Max(0, Slice.Position(slice.Start, items.Length, 0));
        return items.Skip(start).Take(Slice.Position(slice.End, items.Length, items.Length) - start);
    }

    private static object? OrDefault(object?[]? boxed, object? defaultItem) => boxed is null ? defaultItem : boxed[0];

    private static object?[]? Only(IEnumerable<object?> source)
    {
        var items = source.Take(2).ToArray();
        return items.Length > 1 ? throw new ThrownException("System.InvalidOperationException") : items.Length == 1 ? items : null;
    }

    private static object Dictionary(IEnumerable<object?> source, Closure key, Closure? element, IEqualityComparer<object?>? texts)
    {
        var result = new Dictionary<object, object?>(texts);
        foreach (var item in source)
        {
            var itemKey = key.Invoke(item) ?? throw new ThrownException("System.ArgumentNullException");
            if (result.ContainsKey(itemKey))
            {
                throw new ThrownException("System.ArgumentException");
            }
            result.Add(itemKey, element is null ? item : element.Invoke(item));
        }
        return result;
    }

    /// <summary>Of what are pairs already.</summary>
    private static object Dictionary(IEnumerable<object?> source) =>
        source.ToDictionary(
            static item => item is KeyValuePair<object, object?> pair ? pair.Key : Pair(item).Elements[0]!,
            static item => item is KeyValuePair<object, object?> pair ? pair.Value : Pair(item).Elements[1]);

    private static TupleValue Pair(object? item) => item as TupleValue ?? throw new LostTrackException("pair");

    private static IEnumerable<object?> Groups(
        IEnumerable<object?> source, Closure key, Closure? element, IEqualityComparer<object?>? texts = null) =>
        source.GroupBy(item => key.Invoke(item), item => element is null ? item : element.Invoke(item), texts)
            .Select(static group => (object?)new Grouping(group.Key, group));
}
