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
        ComparersOf(name, ref arguments, out var equality, out var order);
        var query = new Query(
            Sequence(arguments[0]), arguments, equality, order ?? defaultOrder, ofResult, defaultItem, isNullable);
        return TryCollect(name, query, out var result) || TryTakeElement(name, query, out result) || TrySummarize(name, query, out result)
                || TryArrange(name, query, out result)
            ? result
            : OfKeys(name, query.Source, arguments, equality);
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

    /// <summary>A call of a method of LINQ, without its comparer.</summary>
    private sealed class Query(
        IEnumerable<object?> source,
        object?[] arguments,
        IEqualityComparer<object?>? equality,
        IComparer<object?> order,
        Func<object?, object?> ofResult,
        object? defaultItem,
        bool isNullable)
    {
        public IEnumerable<object?> Source => source;

        public object?[] Arguments => arguments;

        public object? Second => arguments.Length > 1 ? arguments[1] : null;

        public Closure? Function => Second as Closure;

        public IEqualityComparer<object?>? Equality => equality;

        public IComparer<object?> Order => order;

        public object? DefaultItem => defaultItem;

        public bool IsNullable => isNullable;

        /// <summary>What fulfils the condition, where one is given.</summary>
        public IEnumerable<object?> Filtered =>
            Function is { Parameters: 1 } function ? source.Where(item => Conversions.Truth(function.Invoke(item))) : source;

        /// <summary>What the function makes of each item, where one is given.</summary>
        public IEnumerable<object?> Values =>
            Function is { Parameters: 1 } function ? source.Select(item => function.Invoke(item)) : source;

        public object? OfResult(object? value) => ofResult(value);
    }
}
