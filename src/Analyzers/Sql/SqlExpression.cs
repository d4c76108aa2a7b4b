namespace SpacetimeSchema.Analyzers.Sql;

/// <summary>A condition, or a part of one.</summary>
internal abstract record SqlExpression(int Start, int Length)
{
    /// <summary>Whether it is in parentheses.</summary>
    public bool IsNested { get; init; }

    public virtual IEnumerable<SqlColumn> Columns => [];
}

/// <param name="Of">Its table, as it is called in the query.</param>
internal sealed record SqlColumn(SqlName? Of, SqlName Name, int Start, int Length) : SqlExpression(Start, Length)
{
    public override IEnumerable<SqlColumn> Columns => [this];
}

internal enum SqlLiteralKind
{
    Bool,
    Number,
    Text,
    Hex,
}

/// <param name="Value">Without quotes, with a sign.</param>
internal sealed record SqlLiteral(SqlLiteralKind Kind, string Value, int Start, int Length) : SqlExpression(Start, Length);

/// <summary><c>:sender</c>, the only parameter.</summary>
internal sealed record SqlSender(int Start, int Length) : SqlExpression(Start, Length);

/// <summary>Two parts with an operator between them.</summary>
/// <param name="Operator">As it is written; AND and OR join conditions, all others compare values.</param>
internal sealed record SqlBinary(SqlExpression Left, SqlToken Operator, SqlExpression Right)
    : SqlExpression(Left.Start, Right.Start + Right.Length - Left.Start)
{
    public bool IsLogic => Operator.Kind == SqlTokenKind.Word;

    public bool IsEquality => Operator.Is("=") || Operator.Is("==");

    public override IEnumerable<SqlColumn> Columns => Left.Columns.Concat(Right.Columns);
}
