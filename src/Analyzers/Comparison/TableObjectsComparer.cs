using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// What belongs to the columns of a table: keys, unique constraints, sequences, indexes, schedule. What only follows from a
/// column that was added, removed or renamed is not said again.
/// </summary>
internal sealed class TableObjectsComparer(
    TableSchema old, TableSchema @new, ColumnDifference columns, bool isEvent, ComparisonContext context)
{
    private readonly HashSet<string> _gone =
        [.. columns.Removed.Select(static column => column.Name), .. columns.Renamed.Select(static pair => pair.Old.Name)];

    private readonly HashSet<string> _fresh =
        [.. columns.Added.Select(static column => column.Name), .. columns.Renamed.Select(static pair => pair.New.Name)];

    private SchemaElement Table => SchemaElement.Table(@new.Name);

    public void Compare()
    {
        ComparePrimaryKey();
        CompareUniqueConstraints();
        CompareSequences();
        IndexComparer.Compare(old, @new, _gone, _fresh, context);
        ScheduleComparer.Compare(old, @new, context);
    }

    private SchemaElement Column(string column) => SchemaElement.Column(@new.Name, column);

    /// <summary>
    /// Clients keep no rows of an event table, and bindings no dictionaries. Source: <c>sdks/csharp/src/Table.cs</c>,
    /// <c>RemoteEventTableHandle</c>.
    /// </summary>
    private void ComparePrimaryKey()
    {
        if (old.PrimaryKey == @new.PrimaryKey || (old.PrimaryKey is { } before && _gone.Contains(before)))
        {
            return;
        }
        if (old.PrimaryKey is null)
        {
            if (!_fresh.Contains(@new.PrimaryKey!) && IsUnique(old, @new.PrimaryKey!))
            {
                context.Add(
                    new(ChangeKind.PrimaryKeyAdded, Column(@new.PrimaryKey!), "ChangePrimaryKey")
                    {
                        New = @new.PrimaryKey!,
                        Deployed = Table,
                    });
            }
            return;
        }
        context.Add(
            new(
                isEvent && context.Rules.CanChangePrimaryKey ? ChangeKind.EventTablePrimaryKeyChanged : ChangeKind.PrimaryKeyRemovedOrMoved,
                @new.PrimaryKey is { } key ? Column(key) : Column(old.PrimaryKey),
                "ChangePrimaryKey")
            {
                Affects = @new.PrimaryKey is { } moved ? [Column(old.PrimaryKey), Column(moved)] : [Column(old.PrimaryKey)],
                Old = old.PrimaryKey,
                New = @new.PrimaryKey ?? "",
                Detail = context.Rules.CanChangePrimaryKey
                    ? ""
                    : $"SpacetimeDB {context.Rules.Engine} publishes this, and then every later publish fails with 'Primary key mismatch'. ",
                IsPrivate = context.IsPrivate(@new.Name),
                Reading = IsUnique(@new, old.PrimaryKey) ? Encoding.Same : Encoding.Other,
                Deployed = Column(old.PrimaryKey),
            });
    }

    private static bool IsUnique(TableSchema table, string column) => table.UniqueConstraints.IndexOf(new([column])) >= 0;

    /// <summary>Source: <c>auto_migrate.rs</c>, <c>auto_migrate_constraints</c>: by name, and then by the numbers of the columns.</summary>
    private void CompareUniqueConstraints()
    {
        foreach (var constraint in @new.UniqueConstraints)
        {
            if (old.UniqueConstraints.IndexOf(constraint) >= 0)
            {
                CompareNumbers(constraint);
            }
            else if (isEvent || !constraint.Columns.Any(_fresh.Contains))
            {
                context.Add(Added(constraint));
            }
        }
        foreach (var constraint in old.UniqueConstraints)
        {
            if (@new.UniqueConstraints.IndexOf(constraint) < 0 && !constraint.Columns.Any(_gone.Contains))
            {
                context.Add(
                    new(
                        isEvent ? ChangeKind.EventTableUniqueConstraintRemoved : ChangeKind.UniqueConstraintRemoved,
                        Subject(constraint),
                        "RemoveConstraint")
                    {
                        Affects = Affects(constraint),
                        Name = string.Join("', '", constraint.Columns),
                        IsPrivate = context.IsPrivate(@new.Name),
                        Deployed = Subject(constraint),
                    });
            }
        }
    }

    /// <summary>The column of a constraint, or the table where there are several.</summary>
    private SchemaElement Subject(UniqueConstraintSchema constraint) =>
        constraint.Columns.Count == 1 ? Column(constraint.Columns[0]) : Table;

    /// <summary>As the planner names it.</summary>
    private SchemaElement Named(UniqueConstraintSchema constraint) => new(SchemaElementKind.Index, constraint.NameIn(@new.Name));

    private EquatableArray<SchemaElement> Affects(UniqueConstraintSchema constraint) =>
        constraint.Columns.Select(Column).ToEquatableArray();

    private SchemaChange Added(UniqueConstraintSchema constraint) =>
        new(ChangeKind.UniqueConstraintAdded, Subject(constraint), "AddConstraint")
        {
            Publish = context.Rules.CanAddUnique ? PublishVerdict.DataDependent : PublishVerdict.Rejected,
            Errors = context.Rules.CanAddUnique ? [] : [new("AddUniqueConstraint", Named(constraint))],
            Affects = Affects(constraint),
            Name = string.Join("', '", constraint.Columns),
            New = constraint.Columns is [var column] && @new.PrimaryKey == column ? "the primary key" : "unique",
            Deployed = Table,
            IsOfEventTable = isEvent,
        };

    /// <summary>
    /// A constraint that keeps its name while its column got another number is an error of its own. What moved the column stands
    /// for it, but in an event table, where columns may move.
    /// </summary>
    private void CompareNumbers(UniqueConstraintSchema constraint)
    {
        if (constraint.Columns.All(column => old.ColumnIndex(column) == @new.ColumnIndex(column)))
        {
            return;
        }
        var element = Subject(constraint);
        var error = new PlannerError("ChangeUniqueConstraint", new(SchemaElementKind.Index, constraint.NameIn(@new.Name)));
        if (context.TryAttribute(error, Affects(constraint), to: new("ReorderTable", Table)))
        {
            return;
        }
        context.Add(new(ChangeKind.UniqueConstraintMoved, element, error.Kind)
        {
            Publish = PublishVerdict.Rejected,
            Affects = Affects(constraint),
            Errors = [error],
            Old = $"column {old.ColumnIndex(constraint.Columns[0])}",
            New = $"column {@new.ColumnIndex(constraint.Columns[0])}",
            Deployed = element,
        });
    }

    /// <summary>
    /// Source: <c>auto_migrate.rs</c>, <c>auto_migrate_sequences</c>: a sequence that is new, or whose column got another number, is
    /// checked.
    /// </summary>
    private void CompareSequences()
    {
        foreach (var column in @new.Columns.Where(column => !@new.IsShared(column.Name)))
        {
            var before = old.Column(column.Name);
            if (column.IsAutoInc && IsChecked(column, before) && !MovedSequenceComparer.IsOverlooked(@new, column, context))
            {
                context.Add(new(ChangeKind.AutoIncAdded, Column(column.Name), "AddSequence")
                {
                    Publish = PublishVerdict.DataDependent,
                    New = column.Type.ToString(),
                    Detail = before?.IsAutoInc == true ? "has another number, and its sequence is made anew" : "became auto-increment",
                    Deployed = before is null ? null : Column(column.Name),
                    IsOfEventTable = isEvent,
                });
            }
            else if (before is { IsAutoInc: true } && !column.IsAutoInc)
            {
                context.Add(new(ChangeKind.AutoIncRemoved, Column(column.Name), "RemoveSequence") { Deployed = Column(column.Name) });
            }
        }
    }

    private bool IsChecked(ColumnSchema column, ColumnSchema? before) =>
        before is null ? isEvent
        : !before.IsAutoInc || (isEvent && old.ColumnIndex(column.Name) != @new.ColumnIndex(column.Name));
}
