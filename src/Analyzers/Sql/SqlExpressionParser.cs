namespace SpacetimeSchema.Analyzers.Sql;

/// <summary>
/// The conditions that the server can read. Source: <c>crates/sql-parser/src/parser/mod.rs</c>, <c>parse_binop</c>, behind
/// <c>sqlparser</c> 0.38, <c>parse_subexpr</c> and <c>parse_infix</c>.
/// </summary>
internal sealed class SqlExpressionParser
{
    /// <summary>The server has a limit of its own, far above what anybody writes.</summary>
    private const int MostOperators = 250;

    private readonly SqlCursor _cursor;
    private readonly SqlOperandParser _operands;
    private int _count;

    public SqlExpressionParser(SqlCursor cursor)
    {
        _cursor = cursor;
        _operands = new(cursor, Parse);
    }

    /// <summary>Null where the cursor has stopped.</summary>
    public SqlExpression? Parse() => Parse(0);

    private SqlExpression? Parse(int precedence)
    {
        var left = _operands.Parse();
        while (left is not null && Precedence(_cursor.Current) is var next && next > precedence)
        {
            var symbol = _cursor.Take();
            if (_cursor.Current.IsWordOf(SqlKeywords.Quantifiers))
            {
                _operands.RefuseWord();
            }
            if (++_count > MostOperators)
            {
                _cursor.Doubt();
            }
            left = _cursor.HasStopped || Parse(next) is not { } right ? null : new SqlBinary(left, symbol, right);
        }
        if (left is not null && IsRefused(_cursor.Current))
        {
            _cursor.Refuse(_cursor.Current, "an operator that a filter cannot have", SqlAdvice.Operators);
        }
        return _cursor.HasStopped ? null : left;
    }

    private static int Precedence(SqlToken token) =>
        token.IsWord("OR") ? 5
        : token.IsWord("AND") ? 10
        : token is { Kind: SqlTokenKind.Symbol, Value: "=" or "==" or "!=" or "<>" or "<" or "<=" or ">" or ">=" } ? 20
        : 0;

    private static bool IsRefused(SqlToken token) =>
        token.IsWordOf(SqlKeywords.Operators)
        || (token is { Kind: SqlTokenKind.Symbol, Value: not ("(" or ")" or "," or "." or ";") } && Precedence(token) == 0);
}
