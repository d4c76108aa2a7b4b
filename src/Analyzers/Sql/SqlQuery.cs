namespace SpacetimeSchema.Analyzers.Sql;

/// <summary>A name in a query, and where it stands without its quotes. The server tells names by their case.</summary>
/// <param name="Text">Several parts with dots between them, as those of a table in a namespace.</param>
internal sealed record SqlName(string Text, int Start, int Length, bool HasParts = false);

/// <summary>A table that a query reads, by its own name or by another.</summary>
/// <param name="On">What its rows are joined by.</param>
internal sealed record SqlSource(SqlName Table, SqlName? Alias, SqlExpression? On)
{
    public SqlName Name => Alias ?? Table;
}

/// <summary>All columns of one table, as the server accepts it from clients and for a filter.</summary>
/// <param name="Of">The table of <c>T.*</c>, as it is called in the query.</param>
internal sealed record SqlQuery(SqlName? Of, IReadOnlyList<SqlSource> Sources, SqlExpression? Where)
{
    public SqlSource? Selected => Of is null ? Sources[0] : Find(Of);

    /// <summary>The table that a name of the query stands for.</summary>
    public SqlSource? Find(SqlName? name) =>
        name is null ? Sources[0] : Sources.FirstOrDefault(source => source.Name.Text == name.Text);

    /// <summary>All columns that it names, in their order.</summary>
    public IEnumerable<SqlColumn> Columns =>
        Sources.Select(static source => source.On).Append(Where).SelectMany(static expression => expression?.Columns ?? []);
}

/// <summary>A query that the server can read, or the first thing that it cannot; neither where that is in doubt.</summary>
internal readonly record struct SqlResult(SqlQuery? Query, SqlFault? Fault);
