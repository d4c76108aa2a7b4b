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
        where T : class, IEquatable<T>
    {
        if (items.Count == 0)
        {
            return [];
        }
        // There are few of them, and mostly in order: those of one name and another content stay in the order of the code.
        var sorted = new List<T>(items.Count);
        foreach (var item in items)
        {
            var place = sorted.Count;
            while (place > 0 && string.CompareOrdinal(name(sorted[place - 1]), name(item)) > 0)
            {
                place--;
            }
            if (!sorted.Contains(item))
            {
                sorted.Insert(place, item);
            }
        }
        return new([.. sorted]);
    }
}
