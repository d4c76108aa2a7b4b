namespace SpacetimeSchema.Analyzers.Sql;

/// <summary>
/// Words that are no names without quotes, each where it would be one. Source: the parser that the server uses, <c>sqlparser</c> 0.38
/// with its dialect of PostgreSQL.
/// </summary>
internal static class SqlKeywords
{
    /// <summary>No aliases of tables without AS. Source: <c>keywords.rs</c>, <c>RESERVED_FOR_TABLE_ALIAS</c>.</summary>
    public static HashSet<string> NoAliases { get; } = Words(
        "WITH EXPLAIN ANALYZE SELECT WHERE GROUP SORT HAVING ORDER PIVOT TOP LATERAL VIEW LIMIT OFFSET FETCH UNION EXCEPT INTERSECT "
        + "ON JOIN INNER CROSS FULL LEFT RIGHT NATURAL USING CLUSTER DISTRIBUTE OUTER SET QUALIFY WINDOW END PARTITION");

    /// <summary>What begins no name of a table. Source: <c>parser/mod.rs</c>, <c>parse_table_factor</c>.</summary>
    public static HashSet<string> NoTables { get; } = Words("LATERAL TABLE UNNEST");

    /// <summary>What begins no name of a column, nor of its table. Source: <c>parser/mod.rs</c>, <c>parse_prefix</c>.</summary>
    public static HashSet<string> NoColumns { get; } = Words(
        "CASE CAST TRY_CAST SAFE_CAST EXISTS EXTRACT CEIL FLOOR POSITION SUBSTRING OVERLAY TRIM INTERVAL LISTAGG ARRAY_AGG "
        + "CURRENT_CATALOG CURRENT_USER SESSION_USER USER CURRENT_TIMESTAMP CURRENT_TIME CURRENT_DATE LOCALTIME LOCALTIMESTAMP");

    /// <summary>What begins no name behind an operator. Source: <c>parser/mod.rs</c>, <c>parse_infix</c>.</summary>
    public static HashSet<string> Quantifiers { get; } = Words("ANY ALL");

    /// <summary>Operators that a filter may not have. Source: <c>parser/mod.rs</c>, <c>get_next_precedence</c>.</summary>
    public static HashSet<string> Operators { get; } = Words("NOT IS IN BETWEEN LIKE ILIKE SIMILAR XOR OPERATOR DIV AT COLLATE");

    /// <summary>Joins that are not inner ones. Source: <c>parser/mod.rs</c>, <c>parse_table_and_joins</c>.</summary>
    public static HashSet<string> OuterJoins { get; } = Words("LEFT RIGHT FULL OUTER NATURAL");

    /// <summary>What a query may go on with behind its conditions, and a filter may not.</summary>
    public static HashSet<string> Clauses { get; } = Words(
        "ORDER GROUP LIMIT OFFSET FETCH FOR HAVING UNION EXCEPT INTERSECT INTO WINDOW QUALIFY CLUSTER DISTRIBUTE SORT LATERAL");

    private static HashSet<string> Words(string words) => new(words.Split(' '), StringComparer.OrdinalIgnoreCase);
}
