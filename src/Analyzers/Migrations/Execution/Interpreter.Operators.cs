using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

internal sealed partial class Interpreter
{
    private object? Binary(IBinaryOperation binary, Frame frame)
    {
        if (binary.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr)
        {
            var isAnd = binary.OperatorKind == BinaryOperatorKind.ConditionalAnd;
            return Truth(binary.LeftOperand, frame) == isAnd ? Truth(binary.RightOperand, frame) : !isAnd;
        }
        var left = Evaluate(binary.LeftOperand, frame);
        var right = Evaluate(binary.RightOperand, frame);
        return binary.OperatorKind == BinaryOperatorKind.Add && binary.Type?.SpecialType == SpecialType.System_String
            ? Concat([TextOf(left, binary.LeftOperand), TextOf(right, binary.RightOperand)])
            : Calculate(binary.OperatorKind, left, right, binary.OperatorMethod, binary.IsChecked);
    }

    private object? Calculate(BinaryOperatorKind kind, object? left, object? right, IMethodSymbol? method, bool isChecked)
    {
        switch (kind)
        {
            case BinaryOperatorKind.Equals when !HasBody(method):
                return Equality(left, right);
            case BinaryOperatorKind.NotEquals when !HasBody(method):
                return Equality(left, right) is bool equal ? !equal : new Opaque("!=", left, right);
        }
        switch (left, right)
        {
            case (string or null, string or null) when kind == BinaryOperatorKind.Add:
                return Concat([left, right]);
            case (Execution.Closure or null, Execution.Closure second) when kind == BinaryOperatorKind.Add:
                return Combined(left as Execution.Closure, second);
            case (null, _) or (_, null):
                return kind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan
                    or BinaryOperatorKind.GreaterThanOrEqual
                    ? false
                    : null;
            case (bool a, bool b):
                return kind switch
                {
                    BinaryOperatorKind.And => a & b,
                    BinaryOperatorKind.Or => a | b,
                    BinaryOperatorKind.ExclusiveOr => a ^ b,
                    _ => throw new LostTrackException("operator"),
                };
            case (Opaque, _) or (_, Opaque):
                return new Opaque(kind.ToString(), left, right);
            case (Special a, Special b):
                return OfSpecials(kind, a, b);
        }
        if (Numbers.IsNumber(left) && Numbers.IsNumber(right))
        {
            return Numbers.Calculate(kind, left, right, isChecked);
        }
        if (HasBody(method))
        {
            return Invoke(method!, null, [left, right]);
        }
        return method is not null && Host.TryInvoke(left.GetType(), method.Name, null, [left, right], new Type?[2], out var result)
            ? result
            : throw new LostTrackException("operator");
    }

    /// <summary>An operator of the module; equality that its generators write compares by value anyway.</summary>
    private bool HasBody(IMethodSymbol? method) =>
        method is not null && !(method.Name is "op_Equality" or "op_Inequality" && method.ContainingType.IsValueType)
            && module.BodyOf(method) is not null;

    private static object OfSpecials(BinaryOperatorKind kind, Special left, Special right) => kind switch
    {
        BinaryOperatorKind.LessThan => left.Number < right.Number,
        BinaryOperatorKind.LessThanOrEqual => left.Number <= right.Number,
        BinaryOperatorKind.GreaterThan => left.Number > right.Number,
        BinaryOperatorKind.GreaterThanOrEqual => left.Number >= right.Number,
        BinaryOperatorKind.Add => new Special(left.Kind, unchecked(left.Number + right.Number)),
        BinaryOperatorKind.Subtract =>
            new Special(
                left.Kind == "Timestamp" && right.Kind == "Timestamp" ? "TimeDuration" : left.Kind, unchecked(left.Number - right.Number)),
        _ => new Opaque(kind.ToString(), left, right),
    };

    private object? Unary(IUnaryOperation unary, Frame frame)
    {
        var operand = Evaluate(unary.Operand, frame);
        switch (operand)
        {
            case null: return null;
            case bool truth when unary.OperatorKind == UnaryOperatorKind.Not: return !truth;
            case Opaque: return new Opaque(unary.OperatorKind.ToString(), operand);
            case int distance when unary.OperatorKind == UnaryOperatorKind.Hat: return new FromEnd(distance);
        }
        if (HasBody(unary.OperatorMethod))
        {
            return Invoke(unary.OperatorMethod!, null, [operand]);
        }
        if (!Numbers.IsNumber(operand))
        {
            throw new LostTrackException("operator");
        }
        return unary.OperatorKind switch
        {
            UnaryOperatorKind.Plus => operand,
            UnaryOperatorKind.Minus => operand is double number ? -number : operand is float single ? -single
                : Numbers.Calculate(
                    BinaryOperatorKind.Subtract, Numbers.Convert(0, Numbers.TypeOf(operand), isChecked: false), operand, unary.IsChecked),
            UnaryOperatorKind.BitwiseNegation => Numbers.Wrap(-Numbers.ToInteger(operand) - 1, Numbers.TypeOf(operand), isChecked: false),
            _ => throw new LostTrackException("operator"),
        };
    }
}
