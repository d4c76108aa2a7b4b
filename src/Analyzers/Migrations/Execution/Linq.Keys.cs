namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>What joins, tells apart and gathers by keys.</summary>
internal static partial class Linq
{
    private static object? OfKeys(string name, IEnumerable<object?> source, object?[] arguments, IEqualityComparer<object?>? equality)
    {
        switch (name, arguments)
        {
            case ("Join", [_, var inner, Closure outerKey, Closure innerKey, Closure result]):
                return source.Join(
                    Sequence(inner), item => outerKey.Invoke(item), item => innerKey.Invoke(item), (a, b) => result.Invoke(a, b), equality);
            case ("GroupJoin", [_, var inner, Closure outerKey, Closure innerKey, Closure result]):
                return source.GroupJoin(
                    Sequence(inner),
                    item => outerKey.Invoke(item),
                    item => innerKey.Invoke(item),
                    (a, all) => result.Invoke(a, all),
                    equality);
            case ("CountBy", [_, Closure key]):
                return source.GroupBy(item => key.Invoke(item), equality).Select(static group => Pair(group.Key, group.Count()));
            case ("AggregateBy", [_, Closure key, var seed, Closure step]):
                return source.GroupBy(item => key.Invoke(item), equality)
                    .Select(group =>
                        Pair(
                            group.Key,
                            group.Aggregate(seed is Closure make ? make.Invoke(group.Key) : seed, (sum, item) => step.Invoke(sum, item))));
            case ("DistinctBy", [_, Closure key]):
                return source.GroupBy(item => key.Invoke(item), equality).Select(static group => group.First());
            case ("UnionBy", [_, var second, Closure key]):
                return source.Concat(Sequence(second)).GroupBy(item => key.Invoke(item), equality).Select(static group => group.First());
            case ("ExceptBy", [_, var keys, Closure key]):
                return Kept(source, keys, key, equality, isKept: false);
            case ("IntersectBy", [_, var keys, Closure key]):
                return Kept(source, keys, key, equality, isKept: true);
            default:
                throw new LostTrackException(name);
        }
    }

    /// <summary>The first item of each key that is among others, or is not.</summary>
    private static IEnumerable<object?> Kept(
        IEnumerable<object?> source, object? keys, Closure key, IEqualityComparer<object?>? equality, bool isKept)
    {
        var known = new HashSet<object?>(Sequence(keys), equality);
        foreach (var group in source.GroupBy(item => key.Invoke(item), equality))
        {
            if (known.Contains(group.Key) == isKept)
            {
                yield return group.First();
            }
        }
    }

    private static object? Pair(object? key, object? value) => new KeyValuePair<object, object?>(key!, value);
}
