using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>Indexes, matched by canonical name. Source: <c>auto_migrate.rs</c>, <c>auto_migrate_indexes</c>.</summary>
internal static class IndexComparer
{
    /// <param name="gone">Columns that are no longer there: their indexes go with them.</param>
    /// <param name="fresh">Columns that were not there: their indexes come with them.</param>
    public static void Compare(TableSchema old, TableSchema @new, HashSet<string> gone, HashSet<string> fresh, ComparisonContext context)
    {
        foreach (var index in @new.Indexes)
        {
            var element = SchemaElement.Index(@new.Name, index.Name);
            if (Counterpart(index, old, context) is not { } before)
            {
                if (!index.Columns.Any(fresh.Contains))
                {
                    context.Add(new(ChangeKind.IndexAdded, element, "AddIndex") { Affects = Columns(@new, index) });
                }
            }
            else if (before.Name == index.Name && before.Accessor != index.Accessor)
            {
                context.Add(AccessorChanged(element, before, index, @new));
            }
        }
        foreach (var index in old.Indexes)
        {
            if (!@new.Indexes.Any(candidate => Counterpart(candidate, old, context) == index) && !index.Columns.Any(gone.Contains))
            {
                var element = SchemaElement.Index(old.Name, index.Name);
                context.Add(new(ChangeKind.IndexRemoved, element, "RemoveIndex") { Affects = Columns(old, index), IsPrivate = !@new.IsPublic, Deployed = element });
            }
        }
    }

    /// <summary>A baseline that lost explicit names is asked for the columns instead.</summary>
    private static IndexSchema? Counterpart(IndexSchema index, TableSchema old, ComparisonContext context)
    {
        foreach (var candidate in old.Indexes)
        {
            if (candidate.Name == index.Name)
            {
                return candidate;
            }
        }
        if (!context.Deployed.KnowsIndexNames)
        {
            foreach (var candidate in old.Indexes)
            {
                if (candidate.Columns.Equals(index.Columns) && candidate.Algorithm == index.Algorithm)
                {
                    return candidate;
                }
            }
        }
        return null;
    }

    private static EquatableArray<SchemaElement> Columns(TableSchema table, IndexSchema index) =>
        index.Columns.Select(column => SchemaElement.Column(table.Name, column)).ToEquatableArray();

    private static SchemaChange AccessorChanged(SchemaElement element, IndexSchema before, IndexSchema after, TableSchema table) =>
        new(ChangeKind.IndexAccessorChanged, element, "ChangeIndexAccessor")
        {
            Publish = PublishVerdict.Rejected,
            Affects = Columns(table, after),
            Errors = [new("ChangeIndexAccessor", new(SchemaElementKind.Index, after.Name))],
            Old = before.Accessor ?? "none",
            New = after.Accessor ?? "none",
            Deployed = element,
        };
}
