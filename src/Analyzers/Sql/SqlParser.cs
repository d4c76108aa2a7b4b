namespace SpacetimeSchema.Analyzers.Sql;

/// <summary>
/// The queries that the server accepts from clients and for filters. Source: <c>crates/sql-parser/src/parser/sub.rs</c>,
/// <c>parse_subscription</c>, behind <c>sqlparser</c> 0.38, <c>parse_query</c>.
/// </summary>
internal sealed class SqlParser
{
    private readonly SqlCursor _cursor;
    private readonly SqlExpressionParser _expressions;
    private readonly SqlSourceParser _sources;

    private SqlParser(string sql)
    {
        _cursor = new(sql);
        _expressions = new(_cursor);
        _sources = new(_cursor, _expressions);
    }

    public static SqlResult Parse(string sql)
    {
        var parser = new SqlParser(sql);
        var query = parser.Query();
        return parser._cursor switch
        {
            { IsDoubtful: true } => default,
            { Fault: { } fault } => new(null, fault),
            _ => new(query, null),
        };
    }

    private SqlQuery? Query()
    {
        while (_cursor.TryTake(";"))
        {
        }
        if (!_cursor.TryTakeWord("SELECT"))
        {
            DoubtEnd();
            _cursor.Refuse(_cursor.Current, "where SELECT has to stand", SqlAdvice.Form);
            return null;
        }
        var of = Selection();
        if (_cursor.HasStopped || _sources.Parse() is not { } sources)
        {
            return null;
        }
        var where = _cursor.TryTakeWord("WHERE") ? _expressions.Parse() : null;
        End();
        return _cursor.HasStopped ? null : new(of, sources, where);
    }

    /// <summary>What stands before FROM: the table of <c>T.*</c>, or null. Source: <c>sqlparser</c>, <c>parse_wildcard_expr</c>.</summary>
    private SqlName? Selection()
    {
        _cursor.TryTakeWord("ALL");
        SqlName? of = null;
        var first = _cursor.Current;
        if (first.IsWord("DISTINCT") || first.IsWord("TOP"))
        {
            _cursor.Refuse(first, "which a filter cannot have", SqlAdvice.Selection);
        }
        else if (!_cursor.TryTake("*"))
        {
            of = _cursor.TakeName(takesText: false, "* or t.*", SqlAdvice.Selection);
            if (!_cursor.HasStopped && !(_cursor.TryTake(".") && _cursor.TryTake("*")))
            {
                _cursor.Refuse(first, "where * or t.* has to stand", SqlAdvice.Selection);
            }
        }
        if (!_cursor.HasStopped && !_cursor.TryTakeWord("FROM"))
        {
            var token = _cursor.Current;
            _cursor.Refuse(token, "where FROM has to stand", token.Is(",") ? SqlAdvice.Selection : SqlAdvice.Form);
        }
        return of;
    }

    private void End()
    {
        var hasEnded = false;
        while (!_cursor.HasStopped && _cursor.TryTake(";"))
        {
            hasEnded = true;
        }
        DoubtEnd();
        var token = _cursor.Current;
        if (_cursor.HasStopped || token.Kind == SqlTokenKind.End)
        {
            return;
        }
        if (token.IsWord("LIMIT") && _cursor.Following.IsWord("ALL"))
        {
            _cursor.Doubt();
        }
        _cursor.Refuse(
            token,
            hasEnded ? "and a filter is one query"
                : token.IsWordOf(SqlKeywords.Clauses) ? "which a filter cannot have"
                : "where the filter has to end or to go on with JOIN, WHERE, AND or OR",
            hasEnded ? "Write one filter for each" : SqlAdvice.Form);
    }

    /// <summary>Behind that word nothing is read. Source: <c>sqlparser</c>, <c>parse_statements</c>.</summary>
    private void DoubtEnd()
    {
        if (!_cursor.HasStopped && _cursor.Current.IsWord("END"))
        {
            _cursor.Doubt();
        }
    }
}
