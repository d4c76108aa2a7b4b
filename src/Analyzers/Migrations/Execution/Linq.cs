using System.Collections;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>The methods of <c>System.Linq.Enumerable</c>, as lazy as there.</summary>
internal static class Linq
{
    public static IEnumerable<object?> Sequence(object? value) => value switch
    {
        IEnumerable<object?> items => items,
        IEnumerable items => items.Cast<object?>(),
        null => throw new ThrownException("System.NullReferenceException"),
        _ => throw new LostTrackException("sequence"),
    };

    /// <param name="resultType">What a sum, a minimum or an average has to become.</param>
    public static object? Call(string name, object?[] arguments, Func<object?, object?> ofResult, object? defaultItem)
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
        TextComparerOf(name, ref arguments, out var texts);
        IComparer<object?> order = texts is null ? Ordering.Instance : texts;
        var source = Sequence(arguments[0]);
        var second = arguments.Length > 1 ? arguments[1] : null;
        var function = second as Closure;
        var filtered = function is { Parameters: 1 } ? source.Where(item => Conversions.Truth(function.Invoke(item))) : source;
        var values = function is { Parameters: 1 } ? source.Select(item => function.Invoke(item)) : source;
        switch (name)
        {
            case "Where": return function!.Parameters == 1 ? filtered : source.Where((item, i) => Conversions.Truth(function.Invoke(item, i)));
            case "Select": return function!.Parameters == 1 ? values : source.Select((item, i) => function.Invoke(item, i));
            case "SelectMany" when arguments.Length == 2: return values.SelectMany(Sequence);
            case "SelectMany" when arguments[2] is Closure pair:
                return source.SelectMany(item => Sequence(function!.Invoke(item)).Select(inner => pair.Invoke(item, inner)));
            case "ToList": return Limited(source).ToList();
            case "ToArray": return Limited(source).ToArray();
            case "ToHashSet": return new HashSet<object?>(Limited(source), texts);
            case "AsEnumerable" or "Cast": return source;
            case "CountBy": return source.GroupBy(item => function!.Invoke(item)).Select(static group => (object?)new KeyValuePair<object, object?>(group.Key!, group.Count()));
            case "ToDictionary" when function is null: return Dictionary(source);
            case "ToDictionary": return Dictionary(source, function!, arguments.Length > 2 ? arguments[2] as Closure : null, texts);
            case "ToLookup": return new Lookup(Groups(source, function!, arguments.Length > 2 ? arguments[2] as Closure : null).ToArray());
            case "GroupBy" when arguments.Length == 2: return Groups(source, function!, null, texts);
            case "GroupBy" when arguments[2] is Closure { Parameters: 1 } element: return Groups(source, function!, element, texts);
            case "GroupBy" when arguments[2] is Closure { Parameters: 2 } result: return Groups(source, function!, null).Select(group => result.Invoke(((Grouping)group!).Key, group));
            case "Any": return filtered.Any();
            case "All": return source.All(item => Conversions.Truth(function!.Invoke(item)));
            case "Count": return filtered.Count();
            case "LongCount": return filtered.LongCount();
            case "Contains": return source.Any(item => texts is null ? Equals(item, second) : texts.Equals(item, second));
            case "First": return OrThrow(filtered.Select(Boxed).FirstOrDefault());
            case "Last": return OrThrow(filtered.Select(Boxed).LastOrDefault());
            case "Single": return OrThrow(Only(filtered));
            case "FirstOrDefault" when second is null or Closure: return OrDefault(filtered.Select(Boxed).FirstOrDefault(), defaultItem);
            case "LastOrDefault" when second is null or Closure: return OrDefault(filtered.Select(Boxed).LastOrDefault(), defaultItem);
            case "SingleOrDefault" when second is null or Closure: return OrDefault(Only(filtered), defaultItem);
            case "ElementAt": return OrThrow(source.Select(Boxed).Skip((int)second!).FirstOrDefault());
            case "ElementAtOrDefault": return OrDefault(source.Select(Boxed).Skip((int)second!).FirstOrDefault(), defaultItem);
            case "OrderBy" or "Order": return source.OrderBy(item => function is null ? item : function.Invoke(item), order);
            case "OrderByDescending" or "OrderDescending": return source.OrderByDescending(item => function is null ? item : function.Invoke(item), order);
            case "ThenBy": return ((IOrderedEnumerable<object?>)source).ThenBy(item => function!.Invoke(item), order);
            case "ThenByDescending": return ((IOrderedEnumerable<object?>)source).ThenByDescending(item => function!.Invoke(item), order);
            case "Reverse": return source.Reverse();
            case "Distinct": return source.Distinct(texts);
            case "DistinctBy": return source.GroupBy(item => function!.Invoke(item)).Select(static group => group.First());
            case "Skip": return source.Skip((int)second!);
            case "Take" when second is int count: return source.Take(count);
            case "TakeLast": return source.Reverse().Take((int)second!).Reverse();
            case "SkipLast": return source.Reverse().Skip((int)second!).Reverse();
            case "SkipWhile": return source.SkipWhile(item => Conversions.Truth(function!.Invoke(item)));
            case "TakeWhile": return source.TakeWhile(item => Conversions.Truth(function!.Invoke(item)));
            case "Concat": return source.Concat(Sequence(second));
            case "Append": return source.Concat([second]);
            case "Prepend": return new[] { second }.Concat(source);
            case "Union": return source.Union(Sequence(second), texts);
            case "Except": return source.Except(Sequence(second), texts);
            case "Intersect": return source.Intersect(Sequence(second), texts);
            case "DefaultIfEmpty": return source.DefaultIfEmpty(arguments.Length > 1 ? second : defaultItem);
            case "SequenceEqual": return source.SequenceEqual(Sequence(second));
            case "Zip": return source.Zip(Sequence(second), (a, b) => arguments.Length > 2 ? ((Closure)arguments[2]!).Invoke(a, b) : new TupleValue([a, b]));
            case "Index": return source.Select(static (item, i) => (object?)new TupleValue([i, item]));
            case "Chunk": return source.Select(static (item, i) => (item, i)).GroupBy(pair => pair.i / (int)second!).Select(static group => (object?)group.Select(static pair => pair.item).ToArray());
            case "Max": return OrThrow(Extreme(values, 1));
            case "Min": return OrThrow(Extreme(values, -1));
            case "MaxBy": return ExtremeBy(source, function!, 1);
            case "MinBy": return ExtremeBy(source, function!, -1);
            case "Sum": return ofResult(Sum(values));
            case "Average": return Average(values.ToList(), ofResult);
            case "Aggregate": return Aggregate(source, arguments);
            case "Join": return Join(source, arguments);
            default: throw new LostTrackException(name);
        }
    }

    /// <summary>Takes a comparer of texts off the arguments; without it, equal texts would be taken for different ones.</summary>
    private static void TextComparerOf(string name, ref object?[] arguments, out Conversions.TextComparer? texts)
    {
        texts = null;
        if (arguments.Length > 1 && arguments[arguments.Length - 1] is StringComparer comparer)
        {
            texts = name is "ToHashSet" or "ToDictionary" or "GroupBy" or "Contains" or "Distinct" or "Union" or "Except" or "Intersect"
                or "Order" or "OrderDescending" or "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" ? new(comparer) : throw new LostTrackException("comparer");
            Array.Resize(ref arguments, arguments.Length - 1);
        }
    }

    private static IEnumerable<object?> Limited(IEnumerable<object?> source) => source.Take(Host.LargestSize);

    private static object?[] Boxed(object? item) => [item];

    private static object? OrThrow(object?[]? boxed) => boxed is null ? throw new ThrownException("System.InvalidOperationException") : boxed[0];

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
        source.ToDictionary(static item => item is KeyValuePair<object, object?> pair ? pair.Key : Pair(item).Elements[0]!, static item => item is KeyValuePair<object, object?> pair ? pair.Value : Pair(item).Elements[1]);

    private static TupleValue Pair(object? item) => item as TupleValue ?? throw new LostTrackException("pair");

    private static IEnumerable<object?> Groups(IEnumerable<object?> source, Closure key, Closure? element, IEqualityComparer<object?>? texts = null) =>
        source.GroupBy(item => key.Invoke(item), item => element is null ? item : element.Invoke(item), texts)
            .Select(static group => (object?)new Grouping(group.Key, group));

    private static object?[]? Extreme(IEnumerable<object?> values, int sign)
    {
        object?[]? best = null;
        foreach (var value in values)
        {
            if (best is null || (value is not null && Ordering.Instance.Compare(value, best[0]) * sign > 0))
            {
                best = [value];
            }
        }
        return best;
    }

    private static object? ExtremeBy(IEnumerable<object?> source, Closure key, int sign)
    {
        object?[]? best = null;
        foreach (var item in source)
        {
            var value = key.Invoke(item);
            if (best is null || Ordering.Instance.Compare(value, best[0]) * sign > 0)
            {
                best = [value, item];
            }
        }
        return best is null ? throw new ThrownException("System.InvalidOperationException") : best[1];
    }

    private static object Sum(IEnumerable<object?> values)
    {
        object sum = 0m;
        foreach (var value in values)
        {
            sum = value switch
            {
                null => sum,
                double or float => Convert.ToDouble(sum, null) + Convert.ToDouble(value, null),
                decimal number => sum is decimal total ? total + number : throw new LostTrackException("sum"),
                _ => sum is decimal total ? total + (decimal)Numbers.ToInteger(value) : throw new LostTrackException("sum"),
            };
        }
        return sum;
    }

    private static object? Average(List<object?> values, Func<object?, object?> ofResult) =>
        values.Count == 0
            ? throw new ThrownException("System.InvalidOperationException")
            : ofResult(Sum(values) is decimal exact ? exact / values.Count : (double)Sum(values) / values.Count);

    private static object? Aggregate(IEnumerable<object?> source, object?[] arguments)
    {
        var hasSeed = arguments.Length > 2;
        var step = (Closure)arguments[hasSeed ? 2 : 1]!;
        object?[]? result = hasSeed ? [arguments[1]] : null;
        foreach (var item in source)
        {
            result = [result is null ? item : step.Invoke(result[0], item)];
        }
        return arguments.Length > 3 ? ((Closure)arguments[3]!).Invoke(OrThrow(result)) : OrThrow(result);
    }

    private static IEnumerable<object?> Join(IEnumerable<object?> outer, object?[] arguments) =>
        outer.Join(
            Sequence(arguments[1]),
            item => ((Closure)arguments[2]!).Invoke(item),
            item => ((Closure)arguments[3]!).Invoke(item),
            (a, b) => ((Closure)arguments[4]!).Invoke(a, b));
}

internal sealed class Grouping(object? key, IEnumerable<object?> items) : IEnumerable<object?>
{
    public object? Key { get; } = key;

    public IEnumerator<object?> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>What <c>ToLookup</c> gives: a key that is not there has no items.</summary>
internal sealed class Lookup(object?[] groups) : IReadOnlyCollection<object?>
{
    public int Count => groups.Length;

    public bool Has(object? key) => Array.Exists(groups, group => Values.AreEqual(((Grouping)group!).Key, key));

    public IEnumerable<object?> Of(object? key) => Array.Find(groups, group => Values.AreEqual(((Grouping)group!).Key, key)) as Grouping ?? Enumerable.Empty<object?>();

    public IEnumerator<object?> GetEnumerator() => groups.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
