using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// An index that has the name of one that is deployed in another table, as where its table was renamed and the index kept its own
/// <c>Name</c>. The planner holds both to be one index, and carrying out what it plans of that fails or leaves it where it was.
/// Source: <c>auto_migrate.rs</c>, <c>auto_migrate_indexes</c>, <c>auto_migrate_constraints</c>; <c>crates/engine/src/update.rs</c>.
/// </summary>
internal static class MovedIndexComparer
{
    public static void Compare(ComparisonContext context)
    {
        if (!context.Deployed.KnowsIndexNames)
        {
            return;
        }
        Dictionary<string, TableSchema>? owners = null;
        foreach (var table in context.Current.Tables)
        {
            var before = context.Deployed.Table(table.Name);
            foreach (var index in table.Indexes)
            {
                if (Has(before, index.Name))
                {
                    continue;
                }
                owners ??= Owners(context.Deployed);
                // Where both tables have it, the names collide, which is told already.
                if (owners.TryGetValue(index.Name, out var owner) && !Has(context.Current.Table(owner.Name), index.Name)
                    && Change(new(owner, owner.Indexes.First(known => known.Name == index.Name), table, index), context) is { } change)
                {
                    context.Add(change);
                }
            }
        }
    }

    private static bool Has(TableSchema? table, string index) => table is not null && table.Indexes.Any(known => known.Name == index);

    private static Dictionary<string, TableSchema> Owners(ModuleSchema module)
    {
        var owners = new Dictionary<string, TableSchema>(StringComparer.Ordinal);
        foreach (var table in module.Tables)
        {
            foreach (var index in table.Indexes)
            {
                owners[index.Name] = table;
            }
        }
        return owners;
    }

    private readonly record struct Move(TableSchema From, IndexSchema Old, TableSchema To, IndexSchema New)
    {
        /// <summary>The planner compares the numbers of columns, whatever the table.</summary>
        public bool HasSameColumns => Old.Algorithm == New.Algorithm && Numbers(From, Old.Columns).SequenceEqual(Numbers(To, New.Columns));

        /// <summary>What a baseline does not know is held to be as it is.</summary>
        public bool HasSameSourceName => From.Accessor is null || Old.SourceNameIn(From) == New.SourceNameIn(To);

        /// <summary>The unique constraint of the old columns has the name of that of the new ones, and other numbers.</summary>
        public bool BreaksConstraint
        {
            get
            {
                var (old, @new) = (new UniqueConstraintSchema(Old.Columns), new UniqueConstraintSchema(New.Columns));
                return From.UniqueConstraints.IndexOf(old) >= 0 && To.UniqueConstraints.IndexOf(@new) >= 0
                    && old.NameIn(From.Name) == @new.NameIn(To.Name)
                    && !Numbers(From, Old.Columns).SequenceEqual(Numbers(To, New.Columns));
            }
        }

        private static IEnumerable<int> Numbers(TableSchema table, EquatableArray<string> columns) => columns.Select(table.ColumnIndex);
    }

    private static SchemaChange? Change(Move move, ComparisonContext context)
    {
        PlannerError[] errors =
        [
            .. Error("ChangeIndexAccessor", move.New.Name, move.Old.Accessor != move.New.Accessor),
            .. Error("ChangeUniqueConstraint", new UniqueConstraintSchema(move.New.Columns).NameIn(move.To.Name), move.BreaksConstraint),
        ];
        var (verdict, step) = errors is [var error, ..] ? (PublishVerdict.Rejected, error.Kind) : Executed(move, context);
        return step is null ? null : new(ChangeKind.IndexMoved, SchemaElement.Index(move.To.Name, move.New.Name), step)
        {
            Publish = verdict,
            Stage = errors is [] ? PublishStage.Execution : PublishStage.Plan,
            Errors = [.. errors],
            Affects = move.New.Columns.Select(column => SchemaElement.Column(move.To.Name, column)).ToEquatableArray(),
            Name = move.New.Name,
            Old = $"index '{move.Old.Accessor}' of table '{move.From.Name}'",
            New = $"index '{move.New.Accessor}' of table '{move.To.Name}'",
            Deployed = SchemaElement.Index(move.From.Name, move.Old.Name),
        };
    }

    private static IEnumerable<PlannerError> Error(string kind, string name, bool isMade) =>
        isMade ? [new(kind, new(SchemaElementKind.Index, name))] : [];

    /// <summary>
    /// What comes of a move that the planner lets pass, and the step that is to blame. An index of other columns is removed and added, and
    /// a new table brings its own. One that stays behind, or is there twice, fails the next publish, which counts the indexes of each
    /// table: <c>schema.rs</c>, <c>check_compatible</c>.
    /// </summary>
    private static (PublishVerdict Verdict, string? Step) Executed(Move move, ComparisonContext context)
    {
        var isFresh = context.Deployed.Table(move.To.Name) is null;
        var isGone = context.Current.Table(move.From.Name) is null;
        return move.HasSameColumns
            ? isGone && !move.HasSameSourceName && context.Rules.ComparesSourceNames ? (PublishVerdict.Rejected, "ChangeIndexSourceName")
                : (PublishVerdict.Allowed, !isFresh ? "AddIndex" : isGone ? null : "AddTable")
            : (PublishVerdict.Allowed, isFresh ? "AddIndex" : null);
    }
}
