namespace SpacetimeDB;

public readonly struct BoolExpr<TRow>(string sql)
{
    public string Sql { get; } = sql;

    public static implicit operator BoolExpr<TRow>(bool value) => new(value ? "TRUE" : "FALSE");

    public static implicit operator BoolExpr<TRow>(Col<TRow, bool> column) => column.Eq(true);

    public static implicit operator BoolExpr<TRow>(IxCol<TRow, bool> column) => column.Eq(true);

    public BoolExpr<TRow> And(BoolExpr<TRow> other) => new($"({Sql} AND {other.Sql})");

    public BoolExpr<TRow> Or(BoolExpr<TRow> other) => new($"({Sql} OR {other.Sql})");

    public BoolExpr<TRow> Not() => new($"(NOT {Sql})");

    public override string ToString() => Sql;
}
