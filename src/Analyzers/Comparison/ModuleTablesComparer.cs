using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// Tables added, removed and renamed; those in both go on to <see cref="TableComparer"/>.
/// Source: <c>auto_migrate.rs</c>, <c>auto_migrate_tables</c>.
/// </summary>
internal static class ModuleTablesComparer
{
    public static void Compare(ComparisonContext context)
    {
        var removed = context.Deployed.Tables.Where(table => context.Current.Table(table.Name) is null).ToArray();
        var added = context.Current.Tables.Where(table => context.Deployed.Table(table.Name) is null).ToArray();
        var renamed = RenameMatcher.Match(removed, added, (old, @new) => Score(old, @new, context));
        foreach (var (old, @new) in renamed)
        {
            context.Add(Renamed(old, @new, context.Rules));
            if (Collision(@new, context, "AddTable") is { } collision)
            {
                context.Add(collision);
            }
        }
        foreach (var table in removed.Where(table => !renamed.Any(pair => pair.Old == table)))
        {
            context.Add(Removed(ChangeKind.TableRemoved, SchemaElement.Table(table.Name), table, context.Rules) with
            {
                New = Successor(table, context)?.Name ?? "",
            });
        }
        foreach (var table in added.Where(table =>
            !renamed.Any(pair => pair.New == table) && !context.IsRefused(SchemaElement.Table(table.Name))))
        {
            context.Add(Collision(table, context, "AddTable") ?? new(ChangeKind.TableAdded, SchemaElement.Table(table.Name), "AddTable"));
        }
        var typeEdits = new TypeEditCollector(context);
        foreach (var table in context.Current.Tables)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (context.Deployed.Table(table.Name) is { } old && !context.IsTakenFromAnother(SchemaElement.Table(table.Name)))
            {
                TableComparer.Compare(old, table, context, typeEdits);
            }
        }
        typeEdits.AddChanges();
    }

    /// <summary>Of columns that are not there yet, in a version that keeps what they are called in the code.</summary>
    public static SchemaChange? Collision(TableSchema table, ComparisonContext context, string planner) => context.Rules.NamesAccessors
        ? CanonicalNameCollision.InNew(
            SchemaElement.Table(table.Name),
            table.Columns.Select(static column => new TypeMember(column.Name, column.Type, column.SourceName)),
            planner)
        : null;

    /// <summary>
    /// The contract step of expand and contract: the table of the new shape, <c>player_v_2</c>, is deployed already, has the same key
    /// and stays.
    /// </summary>
    private static TableSchema? Successor(TableSchema table, ComparisonContext context) =>
        new[] { table.Name + "_v_2", table.Name + "V2" }
            .Where(name => context.Deployed.Table(name) is not null)
            .Select(name => context.Current.Table(name))
            .FirstOrDefault(next => next is { PrimaryKey: { } key } && key == table.PrimaryKey);

    private static SchemaChange Removed(ChangeKind kind, SchemaElement subject, TableSchema table, PlannerRules rules) =>
        new(kind, subject, "RemoveTable")
        {
            Publish = rules.CanRemoveTables ? PublishVerdict.DataDependent : PublishVerdict.Rejected,
            Errors = rules.CanRemoveTables ? [] : [new("RemoveTable", SchemaElement.Table(table.Name))],
            Disconnects = rules.CanRemoveTables,
            Deployed = SchemaElement.Table(table.Name),
            IsOfEventTable = table.IsEvent == true,
            IsPrivate = !table.IsPublic,
        };

    /// <summary>The planner removes the old table and adds an empty new one: the rows stay behind.</summary>
    private static SchemaChange Renamed(TableSchema old, TableSchema @new, PlannerRules rules) =>
        Removed(ChangeKind.TableRenamed, SchemaElement.Table(@new.Name), old, rules) with
        {
            Affects = [SchemaElement.Table(old.Name), SchemaElement.Table(@new.Name)],
            Old = old.Name,
            New = @new.Name,
        };

    /// <summary>One that calls another function does another thing: under the old name its schedule could not be carried out.</summary>
    private static double? Score(TableSchema old, TableSchema @new, ComparisonContext context)
    {
        if (old.Schedule?.Function != @new.Schedule?.Function)
        {
            return null;
        }
        var same = old.Columns.Count(column =>
            @new.Column(column.Name) is { } counterpart && context.Types.Relate(column.Type, counterpart.Type).Errors.Count == 0);
        var columns = 2.0 * same / Math.Max(1, old.Columns.Count + @new.Columns.Count);
        var names = NameLikeness.Of(old.Name, @new.Name);
        var sameRow = old.RowType == @new.RowType;
        var sameAccessor = old.Accessor is not null && old.Accessor == @new.Accessor;
        return columns >= 0.5 && (columns == 1 || names >= 0.5 || sameRow || sameAccessor)
            ? (2 * columns) + names + (sameRow ? 1 : 0) + (sameAccessor ? 1 : 0)
            : null;
    }
}
