using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>Indexes, matched by canonical name. Source: <c>auto_migrate.rs</c>, <c>auto_migrate_indexes</c>.</summary>
internal static class IndexComparer
{
    /// <param name="gone">Columns that are no longer there: their indexes go with them.</param>
    /// <param name="fresh">Columns that were not there: their indexes come with them.</param>
    public static void Compare(TableSchema old, TableSchema @new, HashSet<string> gone, HashSet<string> fresh, ComparisonContext context)
    {
        if (context.IsRefused(SchemaElement.Table(@new.Name)))
        {
            return;
        }
        foreach (var index in @new.Indexes)
        {
            var element = SchemaElement.Index(@new.Name, index.Name);
            if (Counterpart(index, old, @new, context) is not { } before)
            {
                if (!index.Columns.Any(fresh.Contains) && !(IsOfConstraint(index, @new) && !IsUnique(index, old)))
                {
                    context.Add(Added(@new, index));
                }
            }
            else if (before.Accessor != index.Accessor && (before.Name == index.Name || MayHaveNameOf(index, before, old, context)))
            {
                context.Add(
                    AccessorChanged(element, before, index, @new) with { Detail = Remedy(before, index, old, @new, context.Rules) });
            }
            else if (!HasSameColumns(before, index))
            {
                // An index that keeps an explicit name: the planner removes it and adds it anew.
                context.Add(Removed(old, before, @new, context));
                context.Add(Added(@new, index));
            }
        }
        foreach (var index in old.Indexes)
        {
            if (!@new.Indexes.Any(candidate => Counterpart(candidate, old, @new, context) == index) && !index.Columns.Any(gone.Contains))
            {
                context.Add(Removed(old, index, @new, context));
            }
        }
    }

    /// <summary>Each unique constraint brings its index with it.</summary>
    private static bool IsOfConstraint(IndexSchema index, TableSchema table) =>
        index.Name == IndexSchema.DefaultName(table.Name, index.Columns, index.Algorithm) && IsUnique(index, table);

    private static bool IsUnique(IndexSchema index, TableSchema table) => table.UniqueConstraints.IndexOf(new(index.Columns)) >= 0;

    /// <summary>The index of a unique column takes the name of the field for its accessor, and no attribute says another.</summary>
    private static string Remedy(IndexSchema before, IndexSchema index, TableSchema old, TableSchema @new, PlannerRules rules)
    {
        var argument = $"{(rules.NamesAccessors ? "Accessor" : "Name")} = \"{before.Accessor}\"";
        return (before.Accessor is not null, IsOfConstraint(index, @new)) switch
        {
            (false, false) =>
                "The one that is deployed has none, which no attribute of C# can say: give the index a Name of its own, and it is made anew",
            (false, true) => "The one that is deployed has none, which no attribute of C# can say: take away what makes the column unique",
            (true, false) => $"Keep it with {argument}",
            (true, true) => IsUnique(before, old)
                ? $"Keep the name '{before.Accessor}' of the field, which is the accessor of a unique column"
                : $"Keep the plain index with {argument} in place of what makes the column unique",
        };
    }

    /// <summary>
    /// Where the baseline lost explicit names, that of the code is held to have been there before; but a unique constraint's index has
    /// none.
    /// </summary>
    private static bool MayHaveNameOf(IndexSchema index, IndexSchema before, TableSchema old, ComparisonContext context) =>
        !context.Deployed.KnowsIndexNames && HasSameColumns(before, index) && !IsUnique(before, old);

    private static IndexSchema? Counterpart(IndexSchema index, TableSchema old, TableSchema @new, ComparisonContext context) =>
        context.Deployed.KnowsIndexNames
            ? old.Indexes.FirstOrDefault(candidate => candidate.Name == index.Name)
            : CounterpartByColumns(index, old, @new);

    /// <summary>
    /// A baseline that lost explicit names is asked for the columns instead. Several indexes may have the same ones: that of the
    /// same accessor is it, else one whose accessor is gone.
    /// </summary>
    private static IndexSchema? CounterpartByColumns(IndexSchema index, TableSchema old, TableSchema @new)
    {
        IndexSchema? result = null;
        foreach (var candidate in old.Indexes)
        {
            if (HasSameColumns(candidate, index))
            {
                if (candidate.Accessor == index.Accessor)
                {
                    return candidate;
                }
                if (result is null && !@new.Indexes.Any(other => other.Accessor == candidate.Accessor && HasSameColumns(other, candidate)))
                {
                    result = candidate;
                }
            }
        }
        return result;
    }

    private static bool HasSameColumns(IndexSchema left, IndexSchema right) =>
        left.Columns.Equals(right.Columns) && left.Algorithm == right.Algorithm;

    /// <summary>
    /// A subscription joins on the last column of an index, and has constants for those before it.
    /// Source: <c>crates/physical-plan/src/rules.rs</c>, <c>ix_join_candidate</c>.
    /// </summary>
    private static bool Serves(IndexSchema other, IndexSchema index) =>
        other.Columns.Last() == index.Columns.Last() && !other.Columns.Except(index.Columns).Any();

    private static EquatableArray<SchemaElement> Columns(TableSchema table, IndexSchema index) =>
        index.Columns.Select(column => SchemaElement.Column(table.Name, column)).ToEquatableArray();

    private static SchemaChange Added(TableSchema table, IndexSchema index) =>
        new(ChangeKind.IndexAdded, SchemaElement.Index(table.Name, index.Name), "AddIndex") { Affects = Columns(table, index) };

    private static SchemaChange Removed(TableSchema table, IndexSchema index, TableSchema @new, ComparisonContext context) =>
        new(
            @new.Indexes.Any(other => Serves(other, index)) ? ChangeKind.IndexReplaced : ChangeKind.IndexRemoved,
            SchemaElement.Index(table.Name, index.Name),
            "RemoveIndex")
        {
            Affects = Columns(table, index),
            IsPrivate = context.IsPrivate(table.Name),
            IsOfEventTable = @new.IsEvent == true,
            Deployed = SchemaElement.Index(table.Name, index.Name),
        };

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
