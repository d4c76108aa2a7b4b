namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>What makes collections and groups of many.</summary>
internal static partial class Linq
{
    private static bool TryCollect(string name, Query query, out object? result)
    {
        var (source, equality) = (query.Source, query.Equality);
        result = (name, query.Arguments) switch
        {
            ("ToList", _) => Limited(source).Select(Values.Copy).ToList(),
            ("ToArray", _) => Limited(source).Select(Values.Copy).ToArray(),
            ("ToHashSet", _) => new HashSet<object?>(Limited(source), equality),
            ("ToDictionary", [_]) => Dictionary(source),
            ("ToDictionary", [_, Closure key, ..] arguments) => Dictionary(source, key, Element(arguments), equality),
            ("ToLookup", [_, Closure key, ..] arguments) =>
                new Lookup(Groups(source, key, Element(arguments), equality).ToArray(), equality),
            ("GroupBy", [_, Closure key]) => Groups(source, key, null, equality),
            ("GroupBy", [_, Closure key, Closure { Parameters: 1 } element]) => Groups(source, key, element, equality),
            ("GroupBy", [_, Closure key, Closure { Parameters: 2 } made]) => Made(Groups(source, key, null, equality), made),
            ("GroupBy", [_, Closure key, Closure element, Closure made]) => Made(Groups(source, key, element, equality), made),
            _ => null,
        };
        return result is not null;
    }

    private static Closure? Element(object?[] arguments) => arguments.Length > 2 ? arguments[2] as Closure : null;

    private static IEnumerable<object?> Made(IEnumerable<object?> groups, Closure result) =>
        groups.Select(group => result.Invoke(((Grouping)group!).Key, group));

    private static IEnumerable<object?> Limited(IEnumerable<object?> source) => source.Take(Host.LargestSize);

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
