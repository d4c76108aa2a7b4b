using System.Collections;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

internal sealed class Grouping(object? key, IEnumerable<object?> items) : IEnumerable<object?>
{
    public object? Key { get; } = key;

    public IEnumerator<object?> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>What <c>ToLookup</c> gives: a key that is not there has no items.</summary>
internal sealed class Lookup(object?[] groups, IEqualityComparer<object?>? equality) : IReadOnlyCollection<object?>
{
    public int Count => groups.Length;

    public bool Has(object? key) => Array.Exists(groups, group => IsKey((Grouping)group!, key));

    public IEnumerable<object?> Of(object? key) =>
        Array.Find(groups, group => IsKey((Grouping)group!, key)) as Grouping ?? Enumerable.Empty<object?>();

    public IEnumerator<object?> GetEnumerator() => groups.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private bool IsKey(Grouping group, object? key) => equality?.Equals(group.Key, key) ?? Values.AreEqual(group.Key, key);
}
