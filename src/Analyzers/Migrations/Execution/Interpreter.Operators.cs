using System.Globalization;
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
                return kind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual
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
        method is not null && !(method.Name is "op_Equality" or "op_Inequality" && method.ContainingType.IsValueType) && module.BodyOf(method) is not null;

    /// <summary>What stands apart from the fields of its type was not written with them, and compares all of them.</summary>
    private static bool IsGeneratedEquality(IMethodSymbol method) =>
        method is { Name: "Equals", ContainingType: { IsValueType: true } type } && method.DeclaringSyntaxReferences.FirstOrDefault() is { } written
        && !type.GetMembers().Any(member => member is IFieldSymbol && member.DeclaringSyntaxReferences.Any(field => field.SyntaxTree == written.SyntaxTree));

    /// <summary>True, false, or a term where it is not known.</summary>
    private object Equality(object? left, object? right)
    {
        NoteSender(left, right);
        NoteSender(right, left);
        if (left is Special && right is Special && ((IsSender(left) && Execution.Run.DatabaseIdentity.Equals(right)) || (IsSender(right) && Execution.Run.DatabaseIdentity.Equals(left))))
        {
            // Who passes such a check is the scheduler; what it runs is judged all the same.
            return run.Sender == Execution.Run.Owner;
        }
        if (left is Opaque || right is Opaque)
        {
            return Values.AreEqual(left, right)
                || (left is null || right is null ? throw new LostTrackException("null") : IsSender(left) || IsSender(right) ? run.Sender == Execution.Run.Owner : throw new LostTrackException("equality"));
        }
        if (left is TupleValue a && right is TupleValue b)
        {
            for (var i = 0; i < a.Elements.Length; i++)
            {
                if (Equality(a.Elements[i], b.Elements[i]) is not true)
                {
                    return false;
                }
            }
            return true;
        }
        if (left is not null && right is not null && Numbers.IsNumber(left) && Numbers.IsNumber(right) && left.GetType() != right.GetType()
            && left is not (float or double or decimal) && right is not (float or double or decimal))
        {
            return Numbers.ToInteger(left) == Numbers.ToInteger(right);
        }
        return left is System.Collections.IList || right is System.Collections.IList ? ReferenceEquals(left, right) : Equals(left, right);
    }

    private bool IsSender(object? value) => value is Special { Kind: "Identity" } special && special.Equals(run.Sender);

    private void NoteSender(object? left, object? right)
    {
        if (IsSender(left))
        {
            run.ComparedWithDatabase |= Execution.Run.DatabaseIdentity.Equals(right);
            run.ComparedSender |= !Execution.Run.DatabaseIdentity.Equals(right) && right is not null;
        }
    }

    private static object OfSpecials(BinaryOperatorKind kind, Special left, Special right) => kind switch
    {
        BinaryOperatorKind.LessThan => left.Number < right.Number,
        BinaryOperatorKind.LessThanOrEqual => left.Number <= right.Number,
        BinaryOperatorKind.GreaterThan => left.Number > right.Number,
        BinaryOperatorKind.GreaterThanOrEqual => left.Number >= right.Number,
        BinaryOperatorKind.Add => new Special(left.Kind, unchecked(left.Number + right.Number)),
        BinaryOperatorKind.Subtract => new Special(left.Kind == "Timestamp" && right.Kind == "Timestamp" ? "TimeDuration" : left.Kind, unchecked(left.Number - right.Number)),
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
                : Numbers.Calculate(BinaryOperatorKind.Subtract, Numbers.Convert(0, Numbers.TypeOf(operand), isChecked: false), operand, unary.IsChecked),
            UnaryOperatorKind.BitwiseNegation => Numbers.Wrap(-Numbers.ToInteger(operand) - 1, Numbers.TypeOf(operand), isChecked: false),
            _ => throw new LostTrackException("operator"),
        };
    }

    private object? ConvertValue(IConversionOperation conversion, Frame frame)
    {
        var value = Evaluate(conversion.Operand, frame);
        if (IsSpan(conversion.Type) && value is string or object?[])
        {
            return value;
        }
        if (conversion.OperatorMethod is { } method && !Numbers.IsNumber(value))
        {
            return value is not null && module.BodyOf(method) is not null ? Invoke(method, null, [value])
                : value is not null && Schedules.IsSchedule(method.ReturnType) && Schedules.Of(module, method.ReturnType, value) is { } schedule ? schedule
                : value is not null && Times.Convert(value, method.ReturnType.Name) is { } converted ? converted
                : value is DateTime time && method.ContainingType.Name == "DateTimeOffset" ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc))
                : value is null ? null
                : new Opaque("convert", conversion.Type?.Name, value);
        }
        var target = Unwrapped(conversion.Type);
        if (value is null)
        {
            return conversion is { Type: { IsValueType: true } type, Operand.Type.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }
                && type.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T
                ? throw new ThrownException("System.InvalidOperationException")
                : null;
        }
        if (conversion.IsTryCast)
        {
            return conversion.Type is { } tried && IsOfType(value, tried) ? value : null;
        }
        if (Numbers.IsNumber(value) && Numbers.IsNumeric(target))
        {
            return Numbers.Convert(value, target, conversion.IsChecked);
        }
        if (Numbers.IsNumber(value) && target == SpecialType.System_Char)
        {
            return Numbers.Convert(value, target, conversion.IsChecked);
        }
        if (value is Opaque && target != SpecialType.None && conversion.Operand.Type?.SpecialType != target && target != SpecialType.System_Object)
        {
            return new Opaque("convert", target.ToString(), value);
        }
        return value;
    }

    private object Interpolate(IInterpolatedStringOperation text, Frame frame)
    {
        var parts = new List<object?>();
        foreach (var part in text.Parts)
        {
            parts.Add(part switch
            {
                IInterpolatedStringTextOperation literal => Evaluate(literal.Text, frame),
                IInterpolationOperation hole => Hole(hole.Expression, hole.Alignment, hole.FormatString, frame),
                IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation append } => Hole(Given(append, "value"), Given(append, "alignment"), Given(append, "format"), frame),
                _ => throw new LostTrackException("text"),
            });
        }
        return Concat(parts.ToArray());
    }

    /// <summary>What one call gives to a handler of interpolated texts; a literal is the value of its call.</summary>
    private static IOperation? Given(IInvocationOperation append, string parameter) =>
        append.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == parameter && argument.ArgumentKind == ArgumentKind.Explicit)?.Value;

    private object? Hole(IOperation? expression, IOperation? alignment, IOperation? format, Frame frame)
    {
        if (expression is null)
        {
            throw new LostTrackException("text");
        }
        var value = TextOf(Evaluate(expression, frame), expression, format is null ? null : Evaluate(format, frame) as string);
        return alignment is not null && value is string text && Evaluate(alignment, frame) is int width and > -1000 and < 1000
            ? width < 0 ? text.PadRight(-width) : text.PadLeft(width)
            : value;
    }

    /// <summary>The text of a value, or the value itself where its text is not known.</summary>
    private static object? TextOf(object? value, IOperation expression, string? format = null)
    {
        var type = expression is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand.Type : expression.Type;
        if (value is not null && type is INamedTypeSymbol { TypeKind: TypeKind.Enum } enumType)
        {
            return NameOf(enumType, value);
        }
        return value is null or bool or char or string || (value is IFormattable) ? Host.Format(value, format) : value;
    }

    private static string NameOf(INamedTypeSymbol enumType, object value)
    {
        foreach (var member in enumType.GetMembers())
        {
            if (member is IFieldSymbol { HasConstantValue: true } field && Equals(field.ConstantValue, value))
            {
                return field.Name;
            }
        }
        return Host.Format(value);
    }

    private static object Concat(object?[] parts)
    {
        if (!Array.TrueForAll(parts, static part => part is null or string))
        {
            return new Opaque("text", parts);
        }
        var text = string.Concat(parts.Cast<string?>());
        return text.Length <= Host.LargestSize ? text : throw new LostTrackException("size");
    }
}
