namespace SpacetimeSchema.Analyzers.Sql;

/// <summary>
/// The tables of a query. Source: <c>crates/sql-parser/src/parser/mod.rs</c>, <c>parse_from</c>, behind <c>sqlparser</c> 0.38,
/// <c>parse_table_and_joins</c>.
/// </summary>
internal sealed class SqlSourceParser(SqlCursor cursor, SqlExpressionParser expressions)
{
    /// <summary>What stands behind FROM; null where the cursor has stopped.</summary>
    public IReadOnlyList<SqlSource>? Parse()
    {
        List<SqlSource> sources = [];
        var mayHaveOn = false;
        do
        {
            if (Source(mayHaveOn) is not { } source)
            {
                return null;
            }
            sources.Add(source);
        }
        while (TryTakeJoin(out mayHaveOn));
        return cursor.HasStopped ? null : sources;
    }

    private SqlSource? Source(bool mayHaveOn)
    {
        var first = cursor.Current;
        if (first.Is("("))
        {
            cursor.Refuse(first, "and a filter cannot hold another query", SqlAdvice.Form);
        }
        else if (first.IsWordOf(SqlKeywords.NoTables))
        {
            cursor.Refuse(first, "a word of SQL's own there", SqlAdvice.Quote(first));
        }
        if (cursor.HasStopped || cursor.TakeName(takesText: true, "the name of a table", SqlAdvice.Form) is not { } table)
        {
            return null;
        }
        var alias = Alias();
        var condition = mayHaveOn && !cursor.HasStopped && cursor.TryTakeWord("ON") ? On() : null;
        return cursor.HasStopped ? null : new(table, alias, condition);
    }

    /// <summary>Source: <c>sqlparser</c>, <c>parse_optional_alias</c>.</summary>
    private SqlName? Alias()
    {
        var isNamed = cursor.TryTakeWord("AS");
        var token = cursor.Current;
        var isName = token.Kind is SqlTokenKind.Text
            || (token.Kind is SqlTokenKind.Word && (isNamed || !token.IsWordOf(SqlKeywords.NoAliases)));
        if (isName)
        {
            cursor.Take();
            return SqlCursor.Name(token, token, [token.Value]);
        }
        if (isNamed)
        {
            cursor.Refuse(token, "where another name of the table has to stand", SqlAdvice.Form);
        }
        return null;
    }

    /// <summary>Source: <c>parser/mod.rs</c>, <c>parse_join</c>.</summary>
    private SqlExpression? On()
    {
        var condition = expressions.Parse();
        if (condition is not null and not SqlBinary
            {
                IsEquality: true, IsNested: false, Left: SqlColumn { IsNested: false }, Right: SqlColumn { IsNested: false },
            })
        {
            cursor.Refuse(
                new(SqlTokenKind.Other, condition.Start, condition.Length, ""),
                "and ON may only say that one column is equal to another, without parentheses",
                "Put all other conditions into WHERE");
        }
        return condition;
    }

    /// <param name="mayHaveOn">CROSS JOIN has none.</param>
    private bool TryTakeJoin(out bool mayHaveOn)
    {
        mayHaveOn = true;
        var token = cursor.Current;
        if (cursor.HasStopped)
        {
            return false;
        }
        if (token.IsWordOf(SqlKeywords.OuterJoins))
        {
            return cursor.Refuse(token, "and a filter can only have inner joins", SqlAdvice.Form);
        }
        if (token.IsWord("USING"))
        {
            return cursor.Refuse(token, "which a filter cannot have", "Join with ON t.a = s.b");
        }
        if (token.Is(","))
        {
            return cursor.Refuse(token, "and a filter joins tables with JOIN", SqlAdvice.Form);
        }
        var isCross = cursor.TryTakeWord("CROSS");
        if (!isCross && !cursor.TryTakeWord("INNER") && !token.IsWord("JOIN"))
        {
            return false;
        }
        mayHaveOn = !isCross;
        return cursor.TryTakeWord("JOIN") || cursor.Refuse(cursor.Current, "where JOIN has to stand", SqlAdvice.Form);
    }
}
