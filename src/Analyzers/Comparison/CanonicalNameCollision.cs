using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// Two columns with one canonical name. The module validates; but the planner finds columns by name, the last one of a name
/// wins, and so it holds the first one to be moved, at the latest with the next publish (facts/engine.md §8). Where the database
/// has such columns already, no module that keeps the table can be published.
/// </summary>
internal static class CanonicalNameCollision
{
    /// <summary>The change for a table that has such columns, which stands for all others of its columns; else null.</summary>
    public static SchemaChange? Find(TableSchema old, TableSchema @new, PlannerTypeRelation types)
    {
        var deployed = Colliding(old);
        if ((Colliding(@new) ?? deployed) is not { } name)
        {
            return null;
        }
        var table = SchemaElement.Table(@new.Name);
        var errors = Errors(old, @new, types).Distinct().ToEquatableArray();
        var fields = @new.Columns.Where(column => column.Name == name).Select(static column => column.SourceName ?? column.Name)
            .DefaultIfEmpty(name).ToArray();
        var planner = errors.Count == 0 || errors.Any(static error => error.Kind == "ReorderTable") ? "ReorderTable" : errors[0].Kind;
        return new(ChangeKind.ColumnNamesCollide, SchemaElement.Column(@new.Name, name), planner)
        {
            Publish = errors.Count > 0 ? PublishVerdict.Rejected : PublishVerdict.Allowed,
            Errors = errors,
            Affects = errors.Select(static error => error.Element).Append(SchemaElement.Column(@new.Name, name)).Append(table)
                .Distinct().ToEquatableArray(),
            Name = deployed ?? name,
            Old = fields[0],
            New = fields[fields.Length - 1],
            Detail = deployed is null ? "" : $"Two columns of table '{old.Name}' share the name '{deployed}' in the database",
            Deployed = table,
        };
    }

    /// <summary>
    /// The change for a table or view that is made with such columns, or gets them; null where it has none. The plan passes, and the server
    /// has one row a column and name. Source: <c>system_tables.rs</c>, the unique constraints of <c>st_column_accessor</c>;
    /// <c>mut_tx.rs</c>, <c>insert_st_column</c>.
    /// </summary>
    public static SchemaChange? InNew(SchemaElement owner, IEnumerable<TypeMember> columns, string planner)
    {
        if (columns.Where(static column => column.Name is { Length: > 0 }).GroupBy(static column => column.Name, StringComparer.Ordinal)
            .FirstOrDefault(static group => group.Select(static column => column.SourceName).Distinct().Count() > 1)
            ?.ToArray() is not { } shared)
        {
            return null;
        }
        var name = shared[0].Name ?? "";
        return new(
            ChangeKind.ColumnNamesCollide, owner.Kind == SchemaElementKind.Table ? SchemaElement.Column(owner.Owner, name) : owner, planner)
        {
            Publish = PublishVerdict.Rejected,
            Stage = PublishStage.Execution,
            Affects = owner.Kind == SchemaElementKind.Table ? [SchemaElement.Column(owner.Owner, name), owner] : [owner],
            Name = name,
            Old = shared[0].SourceName ?? name,
            New = shared[shared.Length - 1].SourceName ?? name,
        };
    }

    /// <summary>The first name that two columns of a table share, or null.</summary>
    public static string? Colliding(TableSchema table) =>
        table.Columns.FirstOrDefault(column => table.IsShared(column.Name))?.Name;

    private static IEnumerable<PlannerError> Errors(TableSchema old, TableSchema @new, PlannerTypeRelation types)
    {
        for (var i = 0; i < old.Columns.Count; i++)
        {
            var column = SchemaElement.Column(old.Name, old.Columns[i].Name);
            var position = @new.LastColumnIndex(old.Columns[i].Name);
            if (position < 0)
            {
                yield return new("RemoveColumn", column);
                continue;
            }
            foreach (var error in types.Relate(old.Columns[i].Type, @new.Columns[position].Type).Errors)
            {
                yield return new(error, column);
            }
            if (position != i)
            {
                yield return new("ReorderTable", SchemaElement.Table(old.Name));
            }
        }
        foreach (var column in @new.Columns)
        {
            if (old.ColumnIndex(column.Name) < 0 && column.Default is null)
            {
                yield return new("AddColumn", SchemaElement.Column(@new.Name, column.Name));
            }
        }
    }
}
