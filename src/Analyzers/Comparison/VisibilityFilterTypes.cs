using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Sql;
using static SpacetimeSchema.Analyzers.Schema.AlgebraicType;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// The types in the conditions of a visibility filter, in the order in which the server looks at them.
/// Source: <c>crates/expr/src/lib.rs</c>, <c>_type_expr</c>.
/// </summary>
/// <param name="typeOf">That of a column; unknown where nothing is to be said of it.</param>
internal sealed class VisibilityFilterTypes(Func<SqlColumn, AlgebraicType> typeOf, PlannerRules rules)
{
    private const string Condition = "Compare it with a value";

    private static readonly AlgebraicType s_bool = Primitive.Of(PrimitiveKind.Bool);

    private SqlFault? _fault;

    /// <summary>The first value or column that is of another type than it has to be.</summary>
    public SqlFault? Check(SqlQuery query)
    {
        foreach (var condition in query.Sources.Select(static source => source.On).Append(query.Where))
        {
            if (condition is not null && _fault is null)
            {
                TypeOf(condition, s_bool);
            }
        }
        return _fault;
    }

    /// <param name="expected">Null where any will do.</param>
    private AlgebraicType TypeOf(SqlExpression expression, AlgebraicType? expected) => expression switch
    {
        SqlLiteral literal => OfLiteral(literal, expected),
        SqlSender sender => OfSender(sender, expected),
        SqlColumn column => OfColumn(column, expected),
        SqlBinary binary => OfBinary(binary, expected),
        _ => Unknown.Instance,
    };

    private AlgebraicType OfLiteral(SqlLiteral literal, AlgebraicType? expected)
    {
        if (expected is null && literal.Kind != SqlLiteralKind.Bool)
        {
            return Refused(literal, "a value that is compared with no column", "Compare it with a column, whose type tells what it is");
        }
        if (expected is null || SqlLiterals.Fits(literal, expected))
        {
            return expected ?? s_bool;
        }
        return Refused(literal, $"which is no value of type {expected}", Advice(literal, expected));
    }

    private AlgebraicType OfSender(SqlSender sender, AlgebraicType? expected) =>
        expected is null or Unknown || expected == SpecialAlgebraicType.Identity || SqlLiterals.IsBytes(expected)
            || (expected is Primitive { Kind: PrimitiveKind.String } && !rules.TypesSender)
            ? expected ?? SpecialAlgebraicType.Identity
            : Refused(
                sender, $"an identity that is compared with type {expected}", "Compare it with a column of type Identity");

    private AlgebraicType OfColumn(SqlColumn column, AlgebraicType? expected)
    {
        var type = typeOf(column);
        return expected is null or Unknown || type is Unknown || type == expected ? type
            : expected == s_bool ? Refused(column, $"a column of type {type} where a condition has to stand", Condition)
            : Refused(
                column,
                $"a column of type {type} that is compared with type {expected}",
                "Compare it with a column or a value of its type");
    }

    private AlgebraicType OfBinary(SqlBinary binary, AlgebraicType? expected)
    {
        if (expected is not null and not Unknown && expected != s_bool)
        {
            return Refused(binary, $"a condition that is compared with type {expected}", "Join conditions with AND and OR");
        }
        if (binary.IsLogic)
        {
            TypeOf(binary.Left, s_bool);
            TypeOf(binary.Right, s_bool);
            return s_bool;
        }
        var (first, second) = binary.Left is SqlLiteral or SqlSender ? (binary.Right, binary.Left) : (binary.Left, binary.Right);
        var type = TypeOf(first, null);
        if (!SqlLiterals.CanCompare(type))
        {
            return Refused(
                first,
                $"of type {type}, which cannot be compared",
                "Put what decides into a column of a number, a text, a bool or an identity");
        }
        TypeOf(second, type);
        return s_bool;
    }

    private static string Advice(SqlLiteral literal, AlgebraicType type) =>
        type == s_bool ? literal.Kind == SqlLiteralKind.Bool ? Condition : "Write true or false"
        : type is Primitive { Kind: PrimitiveKind.String } ? "Write it in single quotes"
        : type is Primitive ? "Write a number that it holds"
        : SpecialAlgebraicType.NameOf(type) switch
        {
            "identity" => "Write its 64 hexadecimal digits, or :sender",
            "connection_id" => "Write its 32 hexadecimal digits",
            "timestamp" => "Write it with an offset, as '2025-02-10T15:45:30Z'",
            "uuid" => "Write its 32 hexadecimal digits",
            _ => "Write two hexadecimal digits a byte, as 0xABCD",
        };

    private Unknown Refused(SqlExpression expression, string what, string advice)
    {
        _fault ??= new(expression.Start, expression.Length, what, advice);
        return Unknown.Instance;
    }
}
