using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>The keys, constraints and indexes of a table, while its columns are read.</summary>
/// <param name="table">Its canonical name.</param>
internal sealed class TableObjects(string table)
{
    private readonly List<UniqueConstraintSchema> _constraints = [];

    public string Table => table;

    public string? PrimaryKey { get; set; }

    public List<IndexSchema> Indexes { get; } = [];

    /// <summary>A unique column brings an index.</summary>
    public void AddUnique(string column, string field)
    {
        _constraints.Add(new([column]));
        Indexes.Add(new(IndexSchema.DefaultName(table, [column], IndexAlgorithm.BTree), field, IndexAlgorithm.BTree, [column]));
    }

    public EquatableArray<UniqueConstraintSchema> SortedConstraints() => Sorted(_constraints, constraint => constraint.NameIn(table));

    public EquatableArray<IndexSchema> SortedIndexes() => Sorted(Indexes, static index => index.Name);

    /// <summary>Each once, by name.</summary>
    private static EquatableArray<T> Sorted<T>(List<T> items, Func<T, string> name)
        where T : class, IEquatable<T> => items.Count switch
        {
            0 => [],
            1 => [items[0]],
            _ => items.Distinct().OrderBy(name, StringComparer.Ordinal).ToEquatableArray(),
        };
}
