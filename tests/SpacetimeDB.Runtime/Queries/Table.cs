namespace SpacetimeDB;

/// <summary>A table in a query: <c>ctx.From.Player()</c>.</summary>
public sealed class Table<TRow, TCols, TIxCols>(string tableName, TCols cols, TIxCols ixCols) : IQuery<TRow>
{
    internal string Name => $"\"{tableName}\"";

    internal TCols Cols => cols;

    internal TIxCols IxCols => ixCols;

    public string ToSql() => $"SELECT * FROM {Name}";

    public FromWhere<TRow, TCols, TIxCols> Where(Func<TCols, BoolExpr<TRow>> predicate) => new(this, predicate(cols));

    public FromWhere<TRow, TCols, TIxCols> Where(Func<TCols, TIxCols, BoolExpr<TRow>> predicate) => new(this, predicate(cols, ixCols));

    public FromWhere<TRow, TCols, TIxCols> Filter(Func<TCols, BoolExpr<TRow>> predicate) => Where(predicate);

    public FromWhere<TRow, TCols, TIxCols> Filter(Func<TCols, TIxCols, BoolExpr<TRow>> predicate) => Where(predicate);

    public SemiJoin<TRow> LeftSemijoin<TRightRow, TRightCols, TRightIxCols>(
        Table<TRightRow, TRightCols, TRightIxCols> right,
        Func<TIxCols, TRightIxCols, IxJoinEq<TRow, TRightRow>> on) =>
        new(selected: Name, from: Name, join: right.Name, on(ixCols, right.IxCols).Sql);

    public SemiJoin<TRightRow> RightSemijoin<TRightRow, TRightCols, TRightIxCols>(
        Table<TRightRow, TRightCols, TRightIxCols> right,
        Func<TIxCols, TRightIxCols, IxJoinEq<TRow, TRightRow>> on) =>
        new(selected: right.Name, from: Name, join: right.Name, on(ixCols, right.IxCols).Sql);
}

public sealed class FromWhere<TRow, TCols, TIxCols> : IQuery<TRow>
{
    private readonly Table<TRow, TCols, TIxCols> table;
    private readonly BoolExpr<TRow> condition;

    internal FromWhere(Table<TRow, TCols, TIxCols> table, BoolExpr<TRow> condition)
    {
        this.table = table;
        this.condition = condition;
    }

    public FromWhere<TRow, TCols, TIxCols> Where(Func<TCols, BoolExpr<TRow>> predicate) => new(table, condition.And(predicate(table.Cols)));

    public FromWhere<TRow, TCols, TIxCols> Filter(Func<TCols, BoolExpr<TRow>> predicate) => Where(predicate);

    public string ToSql() => $"{table.ToSql()} WHERE {condition.Sql}";
}

/// <summary>The rows of one table that have a partner in another.</summary>
public sealed class SemiJoin<TRow> : IQuery<TRow>
{
    private readonly string sql;

    internal SemiJoin(string selected, string from, string join, string on) => sql = $"SELECT {selected}.* FROM {from} JOIN {join} ON {on}";

    public string ToSql() => sql;
}
