namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>
/// A comparer for the framework; without functions it is the default one. All hashes are one, for those of the module may not be known.
/// </summary>
internal sealed class ModuleComparer(
    Func<object?, object?, int>? compare, Func<object?, object?, bool>? equals) : IComparer<object?>, IEqualityComparer<object?>
{
    public static readonly ModuleComparer Default = new(null, null);

    public int Compare(object? x, object? y) => compare is null ? Ordering.Instance.Compare(x, y) : compare(x, y);

    public new bool Equals(object? x, object? y) => equals is null ? Values.AreEqual(x, y) : equals(x, y);

    public int GetHashCode(object? value) => 0;
}
