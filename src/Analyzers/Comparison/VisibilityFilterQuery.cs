using SpacetimeSchema.Analyzers.Sql;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>What the SQL of a visibility filter reads: all columns of one table, which others may be joined to.</summary>
internal static class VisibilityFilterQuery
{
    /// <summary>The query, or what the server refuses in it whatever tables there are; neither where that is in doubt.</summary>
    public static SqlResult Read(string sql)
    {
        var result = SqlParser.Parse(sql);
        return result.Query is { } query && SqlScope.Check(query) is { } fault ? new(null, fault) : result;
    }

    /// <summary>
    /// The same selection of other tables; null where the text is not understood, or where such a table has no such column.
    /// </summary>
    /// <param name="tableOf">What a table is called there; null where it stays.</param>
    /// <param name="columnOf">What a column of a table that moves is called there.</param>
    public static string? Moved(string sql, Func<string, string?> tableOf, Func<string, string?> columnOf)
    {
        if (Read(sql).Query is not { } query)
        {
            return null;
        }
        List<(SqlName Name, string? Text)> edits = [];
        foreach (var source in query.Sources)
        {
            if (tableOf(source.Table.Text) is { } table)
            {
                edits.Add((source.Table, table));
            }
        }
        foreach (var column in query.Columns)
        {
            if (tableOf(query.Find(column.Of)!.Table.Text) is not null)
            {
                edits.Add((column.Name, columnOf(column.Name.Text)));
            }
        }
        edits.AddRange(query.Columns.Select(static column => column.Of).Append(query.Of)
            .Where(of => of is not null && query.Find(of) is { Alias: null } source && tableOf(source.Table.Text) is not null)
            .Select(of => (of!, tableOf(query.Find(of)!.Table.Text))));
        return edits.Any(static edit => edit.Text is null)
            ? null
            : edits.OrderByDescending(static edit => edit.Name.Start)
                .Aggregate(sql, static (text, edit) => text.Remove(edit.Name.Start, edit.Name.Length).Insert(edit.Name.Start, edit.Text!));
    }
}
