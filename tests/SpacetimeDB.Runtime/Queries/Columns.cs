namespace SpacetimeDB;

/// <summary>A column in a query. The package takes each literal type in an overload of its own; the text is the same.</summary>
public readonly struct Col<TRow, TValue>(string tableName, string columnName)
    where TValue : notnull
{
    private string Sql => $"\"{tableName}\".\"{columnName}\"";

    public BoolExpr<TRow> Eq(TValue value) => Compare("=", SqlText.Of(value));

    public BoolExpr<TRow> Eq(SqlLiteral<TValue> value) => Compare("=", value.Sql);

    public BoolExpr<TRow> Eq(Col<TRow, TValue> other) => Compare("=", other.Sql);

    public BoolExpr<TRow> Neq(TValue value) => Compare("<>", SqlText.Of(value));

    public BoolExpr<TRow> Neq(Col<TRow, TValue> other) => Compare("<>", other.Sql);

    public BoolExpr<TRow> Lt(TValue value) => Compare("<", SqlText.Of(value));

    public BoolExpr<TRow> Lte(TValue value) => Compare("<=", SqlText.Of(value));

    public BoolExpr<TRow> Gt(TValue value) => Compare(">", SqlText.Of(value));

    public BoolExpr<TRow> Gte(TValue value) => Compare(">=", SqlText.Of(value));

    public override string ToString() => Sql;

    private BoolExpr<TRow> Compare(string comparison, string other) => new($"({Sql} {comparison} {other})");
}

/// <summary>An indexed column in a query, which joins may use.</summary>
public readonly struct IxCol<TRow, TValue>(string tableName, string columnName)
    where TValue : notnull
{
    private string Sql => $"\"{tableName}\".\"{columnName}\"";

    public BoolExpr<TRow> Eq(TValue value) => new($"({Sql} = {SqlText.Of(value)})");

    public BoolExpr<TRow> Eq(SqlLiteral<TValue> value) => new($"({Sql} = {value.Sql})");

    public BoolExpr<TRow> Neq(TValue value) => new($"({Sql} <> {SqlText.Of(value)})");

    public IxJoinEq<TRow, TOtherRow> Eq<TOtherRow>(IxCol<TOtherRow, TValue> other) => new(Sql, other.Sql);

    public override string ToString() => Sql;
}

public readonly struct IxJoinEq<TLeftRow, TRightRow>
{
    internal IxJoinEq(string left, string right) => Sql = $"{left} = {right}";

    internal string Sql { get; }
}
