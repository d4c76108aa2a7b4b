using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Snapshot;

/// <summary>Takes one change of a table over into the deployed table.</summary>
internal static class TableAcceptance
{
    public static TableSchema Accept(TableSchema deployed, TableSchema current, SchemaChange change)
    {
        var member = change.Subject.Member ?? "";
        switch (change.Kind)
        {
            case ChangeKind.TableMadePublic or ChangeKind.TableMadePrivate:
                return deployed with { IsPublic = current.IsPublic };
            case ChangeKind.EventFlagChanged:
                return deployed with { IsEvent = current.IsEvent };
            case ChangeKind.ScheduleAdded or ChangeKind.ScheduleRemoved or ChangeKind.ScheduleChanged:
                return deployed with { Schedule = current.Schedule };
            case ChangeKind.EventTableReshaped or ChangeKind.ColumnNamesCollide or ChangeKind.UniqueConstraintMoved:
                return current with { IsPublic = deployed.IsPublic, IsEvent = deployed.IsEvent, Schedule = deployed.Schedule };
            case ChangeKind.ColumnsReordered:
                return deployed with { Columns = Reordered(deployed, current) };
            case ChangeKind.ColumnRemoved:
                return Without(deployed, member);
            case ChangeKind.ColumnRenamed:
                var former = change.Affects[0].Member!;
                return WithColumn(
                    Without(deployed, former), current, member, deployed.ColumnIndex(former) is >= 0 and var index ? index : null);
            case ChangeKind.ColumnInserted or ChangeKind.ColumnAddedWithDefault or ChangeKind.ColumnAddedWithoutDefault
                or ChangeKind.UniqueColumnAdded:
                return WithColumn(deployed, current, member);
            case ChangeKind.IndexAdded or ChangeKind.IndexRemoved or ChangeKind.IndexReplaced or ChangeKind.IndexAccessorChanged:
                return deployed with
                {
                    Indexes = Indexes(
                        deployed.Indexes.Where(index => index.Name != member).Concat(current.Indexes.Where(index => index.Name == member))),
                };
            case ChangeKind.UniqueConstraintAdded or ChangeKind.UniqueConstraintRemoved or ChangeKind.EventTableUniqueConstraintRemoved:
                return WithConstraint(deployed, current, change);
            case ChangeKind.PrimaryKeyAdded or ChangeKind.PrimaryKeyRemovedOrMoved or ChangeKind.EventTablePrimaryKeyChanged:
                return deployed with
                {
                    PrimaryKey = current.PrimaryKey,
                    UniqueConstraints = Constraints(
                        deployed,
                        current.PrimaryKey is { } key ? deployed.UniqueConstraints.Append(new([key])) : deployed.UniqueConstraints),
                };
            default:
                return current.Column(member) is { } column ? Changed(deployed, column, change.Kind) : deployed;
        }
    }

    private static TableSchema Changed(TableSchema deployed, ColumnSchema current, ChangeKind kind) => deployed with
    {
        Columns = deployed.Columns.Select(column => column.Name != current.Name ? column : kind switch
        {
            ChangeKind.ColumnRetyped or ChangeKind.ColumnTypeGrown => column with { Type = current.Type },
            ChangeKind.AutoIncAdded or ChangeKind.AutoIncRemoved => column with { IsAutoInc = current.IsAutoInc },
            ChangeKind.DefaultChanged => column with { Default = current.Default },
            ChangeKind.ColumnSourceNameChanged => column with { SourceName = current.SourceName },
            _ => column,
        }).ToEquatableArray(),
    };

    private static TableSchema Without(TableSchema table, string column) => table with
    {
        Columns = table.Columns.Where(candidate => candidate.Name != column).ToEquatableArray(),
        PrimaryKey = table.PrimaryKey == column ? null : table.PrimaryKey,
        UniqueConstraints = Constraints(table, table.UniqueConstraints.Where(constraint => constraint.Columns.IndexOf(column) < 0)),
        Indexes = Indexes(table.Indexes.Where(index => index.Columns.IndexOf(column) < 0)),
    };

    /// <summary>The column, with what was declared for it alone.</summary>
    /// <param name="place">Its number, as of one that has another name now; without it, its place among those that are there.</param>
    private static TableSchema WithColumn(TableSchema deployed, TableSchema current, string name, int? place = null)
    {
        if (current.Column(name) is not { } column || deployed.Column(name) is not null)
        {
            return deployed;
        }
        var columns = deployed.Columns.ToList();
        columns.Insert(place ?? PlaceAmongKnown(deployed, current, name), column);
        var result = deployed with { Columns = columns.ToEquatableArray() };
        bool IsKnown(EquatableArray<string> names) => names.IndexOf(name) >= 0 && names.All(known => result.Column(known) is not null);
        return result with
        {
            PrimaryKey = current.PrimaryKey == name ? name : deployed.PrimaryKey,
            UniqueConstraints = Constraints(
                deployed, deployed.UniqueConstraints.Concat(current.UniqueConstraints.Where(constraint => IsKnown(constraint.Columns)))),
            Indexes = Indexes(deployed.Indexes.Concat(current.Indexes.Where(index => IsKnown(index.Columns)))),
        };
    }

    private static int PlaceAmongKnown(TableSchema deployed, TableSchema current, string name)
    {
        for (var i = current.ColumnIndex(name) - 1; i >= 0; i--)
        {
            if (deployed.ColumnIndex(current.Columns[i].Name) is >= 0 and var index)
            {
                return index + 1;
            }
        }
        return 0;
    }

    /// <summary>A primary key is unique: without its constraint it is none. A constraint brings its index.</summary>
    private static TableSchema WithConstraint(TableSchema deployed, TableSchema current, SchemaChange change)
    {
        var constraint = new UniqueConstraintSchema(change.Affects.Select(static column => column.Member!).ToEquatableArray());
        var isThere = current.UniqueConstraints.IndexOf(constraint) >= 0;
        var rest = deployed.UniqueConstraints.Where(candidate => !candidate.Equals(constraint));
        return deployed with
        {
            UniqueConstraints = Constraints(deployed, isThere ? rest.Append(constraint) : rest),
            Indexes = isThere ? Indexes(deployed.Indexes.Concat(current.Indexes.Where(IsBrought))) : deployed.Indexes,
            PrimaryKey = constraint.Columns is [var column] && (isThere ? current.PrimaryKey == column : deployed.PrimaryKey == column)
                ? current.PrimaryKey
                : deployed.PrimaryKey,
        };

        bool IsBrought(IndexSchema index) =>
            index.Columns.Equals(constraint.Columns) && deployed.Indexes.All(known => known.Name != index.Name);
    }

    /// <summary>Columns that are in both, in the current order; the others stay where they are.</summary>
    private static EquatableArray<ColumnSchema> Reordered(TableSchema deployed, TableSchema current)
    {
        var common = new Queue<ColumnSchema>(current.Columns.Select(column => deployed.Column(column.Name)).OfType<ColumnSchema>());
        return deployed.Columns.Select(column => current.Column(column.Name) is null ? column : common.Dequeue()).ToEquatableArray();
    }

    private static EquatableArray<IndexSchema> Indexes(IEnumerable<IndexSchema> indexes) =>
        indexes.Distinct().OrderBy(static index => index.Name, StringComparer.Ordinal).ToEquatableArray();

    private static EquatableArray<UniqueConstraintSchema> Constraints(TableSchema table, IEnumerable<UniqueConstraintSchema> constraints) =>
        constraints.Distinct().OrderBy(constraint => constraint.NameIn(table.Name), StringComparer.Ordinal).ToEquatableArray();
}
