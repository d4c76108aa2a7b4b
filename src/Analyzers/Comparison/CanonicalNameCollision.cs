using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// Two columns with one canonical name. The module validates; but the planner finds columns by name, the last one of a name
/// wins, and so it holds the first one to be moved, at the latest with the next publish (facts/engine.md §8).
/// </summary>
internal static class CanonicalNameCollision
{
    /// <summary>The change for a table that has such columns, which stands for all others of its columns; else null.</summary>
    public static SchemaChange? Find(TableSchema old, TableSchema @new)
    {
        if (Colliding(@new) is not { } name)
        {
            return null;
        }
        var table = SchemaElement.Table(@new.Name);
        var errors = Errors(old, @new).ToEquatableArray();
        var fields = @new.Columns.Where(column => column.Name == name).Select(static column => column.SourceName ?? column.Name).ToArray();
        return new(ChangeKind.ColumnNamesCollide, SchemaElement.Column(@new.Name, name), "ReorderTable")
        {
            Publish = errors.Count > 0 ? PublishVerdict.Rejected : PublishVerdict.Allowed,
            Errors = errors,
            Affects = errors.Select(static error => error.Element).Append(SchemaElement.Column(@new.Name, name)).Append(table).Distinct().ToEquatableArray(),
            Old = fields[0],
            New = fields[fields.Length - 1],
            Deployed = table,
        };
    }

    private static string? Colliding(TableSchema table) =>
        table.Columns.GroupBy(static column => column.Name).FirstOrDefault(static group => group.Count() > 1)?.Key;

    private static IEnumerable<PlannerError> Errors(TableSchema old, TableSchema @new)
    {
        for (var i = 0; i < old.Columns.Count; i++)
        {
            var column = SchemaElement.Column(old.Name, old.Columns[i].Name);
            var position = LastIndexOf(@new, old.Columns[i].Name);
            if (position < 0)
            {
                yield return new("RemoveColumn", column);
            }
            else if (position != i)
            {
                yield return new("ReorderTable", SchemaElement.Table(old.Name));
            }
        }
        foreach (var column in @new.Columns)
        {
            if (LastIndexOf(old, column.Name) < 0 && column.Default is null)
            {
                yield return new("AddColumn", SchemaElement.Column(@new.Name, column.Name));
            }
        }
    }

    private static int LastIndexOf(TableSchema table, string column)
    {
        for (var i = table.Columns.Count - 1; i >= 0; i--)
        {
            if (table.Columns[i].Name == column)
            {
                return i;
            }
        }
        return -1;
    }
}
