namespace SpacetimeSchema.Analyzers.Sql;

/// <summary>
/// The columns, values and parentheses of conditions. Source: <c>crates/sql-parser/src/parser/mod.rs</c>, <c>parse_expr</c>, behind
/// <c>sqlparser</c> 0.38, <c>parse_prefix</c>.
/// </summary>
/// <param name="condition">Parses what stands in parentheses.</param>
internal sealed class SqlOperandParser(SqlCursor cursor, Func<SqlExpression?> condition)
{
    private const int MostNested = 30;

    private int _nested;

    /// <summary>Null where the cursor has stopped.</summary>
    public SqlExpression? Parse()
    {
        var token = cursor.Current;
        return token.Kind switch
        {
            SqlTokenKind.Word => Word(token),
            SqlTokenKind.Number => Literal(SqlLiteralKind.Number),
            SqlTokenKind.Text => Literal(SqlLiteralKind.Text),
            SqlTokenKind.Hex => Literal(SqlLiteralKind.Hex),
            SqlTokenKind.Symbol when token.Value is "+" or "-" => Signed(),
            SqlTokenKind.Symbol when token.Value == ":" => Parameter(),
            SqlTokenKind.Symbol when token.Value == "(" => Nested(),
            _ => Refused(token, "where a column or a value has to stand", SqlAdvice.Values),
        };
    }

    /// <summary>A word of SQL's own.</summary>
    public SqlExpression? RefuseWord() => cursor.Following.Is("(")
        ? Refused(cursor.Current, "and a filter cannot call functions", SqlAdvice.Values)
        : Refused(cursor.Current, "a word of SQL's own there", SqlAdvice.Quote(cursor.Current));

    private SqlLiteral Literal(SqlLiteralKind kind)
    {
        var token = cursor.Take();
        return new(kind, token.Value, token.Start, token.Length);
    }

    private SqlExpression? Signed()
    {
        var sign = cursor.Take();
        var number = cursor.Current;
        if (number.Kind != SqlTokenKind.Number)
        {
            return Refused(sign, "which may only stand before a number", SqlAdvice.Values);
        }
        cursor.Take();
        return new SqlLiteral(SqlLiteralKind.Number, sign.Value + number.Value, sign.Start, number.End - sign.Start);
    }

    /// <summary>Source: <c>sqlparser</c>, <c>parse_value</c>.</summary>
    private SqlExpression? Parameter()
    {
        var colon = cursor.Take();
        var name = cursor.Take();
        if (name is { Kind: SqlTokenKind.Word or SqlTokenKind.Text, Value: "sender" })
        {
            return new SqlSender(colon.Start, name.End - colon.Start);
        }
        return Refused(
            name.Kind == SqlTokenKind.Doubtful ? name : colon with { Length = name.End - colon.Start },
            "which is no parameter",
            "The only one is :sender, in lower case, the identity of the client");
    }

    private SqlExpression? Nested()
    {
        var open = cursor.Take();
        if (cursor.Current.IsWord("SELECT") || cursor.Current.IsWord("WITH"))
        {
            return Refused(cursor.Current, "and a filter cannot hold another query", "Join the other table instead");
        }
        if (++_nested > MostNested)
        {
            cursor.Doubt();
            return null;
        }
        var inner = condition();
        _nested--;
        if (inner is null)
        {
            return null;
        }
        var end = cursor.Current;
        if (!cursor.TryTake(")"))
        {
            return Refused(
                end,
                end.Is(",") ? "and a filter knows no lists" : $"where the parenthesis of character {open.Start + 1} has to end",
                SqlAdvice.Operators);
        }
        return cursor.Current.Is(".")
            ? Refused(cursor.Current, "which has to follow a name", SqlAdvice.Values)
            : inner with { IsNested = true };
    }

    private SqlExpression? Word(SqlToken word) =>
        word.IsWord("TRUE") || word.IsWord("FALSE") ? Literal(SqlLiteralKind.Bool)
        : word.IsWord("NULL") ? Refused(word, "which is no value of a filter", SqlAdvice.Values)
        : word.IsWord("NOT") ? Refused(word, "an operator that a filter cannot have", "Turn the comparison around, as <> for =")
        : word.IsWordOf(SqlKeywords.NoColumns) ? RefuseWord()
        : Column();

    private SqlExpression? Column()
    {
        List<SqlToken> parts = [cursor.Take()];
        while (cursor.TryTake("."))
        {
            if (cursor.Current.Kind != SqlTokenKind.Word)
            {
                return Refused(cursor.Current, "where the name of a column has to stand", SqlAdvice.Values);
            }
            parts.Add(cursor.Take());
        }
        var (first, name) = (parts[0], parts[parts.Count - 1]);
        if (cursor.Current.Is("("))
        {
            return Refused(first with { Length = name.End - first.Start }, "and a filter cannot call functions", SqlAdvice.Values);
        }
        var of = parts.Count == 1
            ? null
            : SqlCursor.Name(first, parts[parts.Count - 2], [.. parts.Take(parts.Count - 1).Select(static part => part.Value)]);
        return new SqlColumn(of, SqlCursor.Name(name, name, [name.Value]), first.Start, name.End - first.Start);
    }

    private SqlExpression? Refused(SqlToken token, string what, string advice)
    {
        cursor.Refuse(token, what, advice);
        return null;
    }
}
