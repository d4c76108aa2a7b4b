using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// The columns of a table that holds rows. Source: <c>auto_migrate.rs</c>, <c>auto_migrate_table</c>, from <c>columns_ok</c> on.
/// </summary>
internal sealed class ColumnComparer(
    TableSchema old, TableSchema @new, ColumnDifference columns, ComparisonContext context, TypeEditCollector typeEdits)
{
    private readonly ColumnAdvice _advice = new(@new, context);

    private SchemaElement Table => SchemaElement.Table(@new.Name);

    /// <summary>The planner names the table alone, once a column that it finds at another number.</summary>
    private PlannerError Reorder => new("ReorderTable", Table);

    public void Compare()
    {
        var isReorderExplained = false;
        foreach (var column in columns.Removed)
        {
            context.Add(Removed(column, columns.ShiftsOthers(column)));
            isReorderExplained |= columns.ShiftsOthers(column);
        }
        foreach (var (before, after) in columns.Renamed)
        {
            context.Add(Renamed(before, after));
        }
        foreach (var column in columns.Added.Where(column => column.Type is not AlgebraicType.Unknown && !IsRecursive(column)))
        {
            Added(column);
            isReorderExplained |= columns.IsInserted(column);
        }
        if (columns.IsReordered && (columns.Moved.Count > 0 || !isReorderExplained))
        {
            context.Add(Reordered());
        }
        CompareTypes();
    }

    /// <summary>It is in no schema that can be published, wherever it stands.</summary>
    private bool IsRecursive(ColumnSchema column) =>
        context.Changes.Exists(change => change.Kind == ChangeKind.RecursiveType && change.Subject == Column(column.Name));

    private SchemaElement Column(string column) => SchemaElement.Column(@new.Name, column);

    private SchemaChange Removed(ColumnSchema column, bool shiftsOthers) =>
        new(ChangeKind.ColumnRemoved, Column(column.Name), "RemoveColumn")
        {
            Publish = PublishVerdict.Rejected,
            Affects = shiftsOthers ? [Column(column.Name), Table] : [Column(column.Name)],
            Errors = shiftsOthers ? [new("RemoveColumn", Column(column.Name)), Reorder] : [new("RemoveColumn", Column(column.Name))],
            Name = column.SourceName ?? column.Name,
            Old = column.Type.ToString(),
            Deployed = Column(column.Name),
        };

    private SchemaChange Renamed(ColumnSchema before, ColumnSchema after) =>
        new(ChangeKind.ColumnRenamed, Column(after.Name), "RemoveColumn")
        {
            Publish = PublishVerdict.Rejected,
            Affects = [Column(before.Name), Column(after.Name)],
            Errors = after.Default is null
                ? [new("RemoveColumn", Column(before.Name)), new("AddColumn", Column(after.Name))]
                : [new("RemoveColumn", Column(before.Name))],
            Old = before.SourceName ?? before.Name,
            New = after.SourceName ?? after.Name,
            Detail = _advice.ForRenamed(after),
            Deployed = Column(before.Name),
        };

    private void Added(ColumnSchema column)
    {
        var element = Column(column.Name);
        if (_advice.UniqueTrait(column) is { } trait)
        {
            context.Add(
                Rejected(ChangeKind.UniqueColumnAdded, "AddColumn", element) with
                {
                    New = trait,
                    Detail = _advice.ForUnique(column, trait),
                });
        }
        else if (column.Default is null || !context.Rules.CanAddColumns)
        {
            context.Add(
                Rejected(ChangeKind.ColumnAddedWithoutDefault, "AddColumn", element) with
                {
                    New = column.Type.ToString(),
                    Detail = _advice.ForAdded(column),
                });
        }
        else if (!columns.IsInserted(column))
        {
            var executes = Executes();
            context.Add(new(ChangeKind.ColumnAddedWithDefault, element, "AddColumns")
            {
                Publish = executes ? PublishVerdict.Allowed : PublishVerdict.Rejected,
                Stage = executes ? PublishStage.Plan : PublishStage.Execution,
                Detail = executes ? "" : $"SpacetimeDB {context.Rules.Engine} plans this and then fails to carry it out. ",
                Disconnects = true,
                New = column.Type.ToString(),
                NewColumns = NewColumns,
                IsPrivate = context.IsPrivate(@new.Name),
            });
        }
        if (columns.IsInserted(column))
        {
            context.Add(
                Rejected(ChangeKind.ColumnInserted, "ReorderTable", element) with { Errors = [Reorder], New = column.Type.ToString() });
        }
    }

    /// <summary>
    /// Before, an index or a sequence that comes in the same publish looked for the table that the new columns had replaced.
    /// </summary>
    private bool Executes() => context.Rules.AddColumnsExecutes
        && (context.Rules.CanIndexAddedColumns
            || !(@new.Indexes.Any(index => !old.Indexes.Contains(index))
                || @new.Columns.Any(column => column.IsAutoInc && old.Column(column.Name)?.IsAutoInc == false)));

    private EquatableArray<string> NewColumns => columns.Added.Select(static column => column.SourceName ?? column.Name).ToEquatableArray();

    private SchemaChange Rejected(ChangeKind kind, string planner, SchemaElement element) => new(kind, element, planner)
    {
        NewColumns = NewColumns,
        Publish = PublishVerdict.Rejected,
        Errors = [new(planner, element)],
    };

    private SchemaChange Reordered()
    {
        var moved = columns.Moved.Count > 0
            ? columns.Moved
            : [.. @new.Columns.Select(static column => column.Name)
                .Where(name => old.Column(name) is not null && old.ColumnIndex(name) != @new.ColumnIndex(name))];
        return new(ChangeKind.ColumnsReordered, Column(moved[0]), "ReorderTable")
        {
            Publish = PublishVerdict.Rejected,
            Affects = moved.Select(Column).ToEquatableArray(),
            Errors = [Reorder],
            Name = string.Join("', '", moved),
            Old = string.Join(", ", old.Columns.Select(static column => column.Name)),
            New = string.Join(", ", @new.Columns.Select(static column => column.Name)),
            Deployed = Column(moved[0]),
        };
    }

    private void CompareTypes()
    {
        var isRewritten = false;
        foreach (var column in @new.Columns)
        {
            if (old.Column(column.Name) is { } before)
            {
                typeEdits.Add(@new, before, column, out var isGrown);
                isRewritten |= isGrown;
            }
        }
        // New columns do not count: where there are some, the engine measures those before them in the same way.
        var kept = @new.Columns.Where(column => old.Column(column.Name) is not null).ToEquatableArray();
        if (isRewritten && TypeLayout.IsFixedRow(old.Columns, context.Deployed) == true
            && TypeLayout.IsFixedRow(kept, context.Current) == false)
        {
            typeEdits.FixedLayoutFlips(@new);
        }
    }
}
