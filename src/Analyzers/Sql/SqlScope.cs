namespace SpacetimeSchema.Analyzers.Sql;

/// <summary>
/// Which table each name of a query stands for. Source: <c>crates/sql-parser/src/ast/sub.rs</c>, <c>find_unqualified_vars</c>;
/// <c>crates/expr/src/check.rs</c>, <c>type_from</c>; <c>crates/expr/src/lib.rs</c>, <c>type_proj</c>.
/// </summary>
internal static class SqlScope
{
    /// <summary>The first name that stands for none; null where each does.</summary>
    public static SqlFault? Check(SqlQuery query) =>
        Unqualified(query) ?? Ambiguous(query) ?? Foreign(query) ?? Selection(query);

    private static SqlFault? Unqualified(SqlQuery query) =>
        query.Sources.Count > 1 && query.Columns.FirstOrDefault(static column => column.Of is null) is { } column
            ? new(
                column.Start,
                column.Length,
                "a column without its table, though there is a JOIN",
                $"Write the table before it, as {query.Sources[0].Name.Text}.{column.Name.Text}")
            : null;

    private static SqlFault? Ambiguous(SqlQuery query)
    {
        HashSet<string> names = [];
        return query.Sources.FirstOrDefault(source => !names.Add(source.Name.Text))?.Name is { } name
            ? new(name.Start, name.Length, "a name that another table of the filter has too", "Give one an alias, as AS other")
            : null;
    }

    /// <summary>An ON sees the tables before it.</summary>
    private static SqlFault? Foreign(SqlQuery query)
    {
        for (var i = 0; i <= query.Sources.Count; i++)
        {
            var (expression, seen) = i < query.Sources.Count ? (query.Sources[i].On, i + 1) : (query.Where, i);
            foreach (var column in expression?.Columns ?? [])
            {
                if (column.Of is { } of && !query.Sources.Take(seen).Any(source => source.Name.Text == of.Text))
                {
                    return Foreign(of, query);
                }
            }
        }
        return null;
    }

    private static SqlFault? Selection(SqlQuery query) =>
        query.Of is { } of ? query.Selected is null ? Foreign(of, query) : null
        : query.Sources is [_, var joined, ..] ? new(
            joined.Table.Start,
            joined.Table.Length,
            "a table that is joined to a SELECT *",
            $"Select the columns of one table: SELECT {query.Sources[0].Name.Text}.*")
        : null;

    private static SqlFault Foreign(SqlName name, SqlQuery query)
    {
        var meant = query.Sources.FirstOrDefault(source => source.Table.Text == name.Text)
            ?? query.Sources.FirstOrDefault(source =>
                source.Name.Text.Equals(name.Text, StringComparison.OrdinalIgnoreCase)
                || source.Table.Text.Equals(name.Text, StringComparison.OrdinalIgnoreCase));
        if (query.Find(name) is not null)
        {
            return new(name.Start, name.Length, "a table that is joined only behind it", "Join it before");
        }
        return meant is null
            ? new(
                name.Start,
                name.Length,
                "the name of no table of the filter",
                $"Write {string.Join(" or ", query.Sources.Select(static source => source.Name.Text))}")
            : new(
                name.Start, name.Length, $"a table that is called {meant.Name.Text} in the filter", $"Write {meant.Name.Text}");
    }
}
