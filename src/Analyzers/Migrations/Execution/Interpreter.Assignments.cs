using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Writes to places.</summary>
internal sealed partial class Interpreter
{
    private object? Assign(ISimpleAssignmentOperation assignment, Frame frame)
    {
        if (assignment.IsRef)
        {
            throw new LostTrackException("ref");
        }
        var place = PlaceOf(assignment.Target, frame);
        return place.Value = Values.Copy(Evaluate(assignment.Value, frame));
    }

    private object? AssignCompound(ICompoundAssignmentOperation assignment, Frame frame)
    {
        var place = PlaceOf(assignment.Target, frame);
        var left = place.Value;
        var right = Evaluate(assignment.Value, frame);
        if (assignment.Target.Type?.SpecialType == SpecialType.System_String)
        {
            return place.Value = Concat([left, TextOf(right, assignment.Value)]);
        }
        // The left operand is converted as the operator wants it, and the result back: byte += 1 calculates with int.
        var type = assignment.OperatorMethod is null ? OperandType(assignment) : SpecialType.None;
        if (left is not null && Numbers.IsNumber(left) && type != SpecialType.None)
        {
            left = Numbers.Convert(left, type, isChecked: false);
        }
        var result = Calculate(assignment.OperatorKind, left, right, assignment.OperatorMethod, assignment.IsChecked);
        if (result is not null && Numbers.IsNumber(result) && Unwrapped(assignment.Target.Type) is { } target && Numbers.IsNumeric(target))
        {
            result = Numbers.Convert(result, target, assignment.IsChecked);
        }
        return place.Value = result;
    }

    private object? AssignCoalesce(ICoalesceAssignmentOperation assignment, Frame frame)
    {
        var place = PlaceOf(assignment.Target, frame);
        return place.Value ??= Values.Copy(Evaluate(assignment.Value, frame));
    }

    private object? Increment(IIncrementOrDecrementOperation increment, Frame frame)
    {
        var place = PlaceOf(increment.Target, frame);
        var before = place.Value;
        if (before is not null && Numbers.IsNumber(before))
        {
            var kind = increment.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
            place.Value = Numbers.Calculate(
                kind, before, Numbers.Convert(1, Numbers.TypeOf(before), isChecked: false), increment.IsChecked);
        }
        else if (before is not null)
        {
            place.Value = HasBody(increment.OperatorMethod)
                ? Invoke(increment.OperatorMethod!, null, [Values.Copy(before)])
                : throw new LostTrackException("increment");
        }
        return increment.IsPostfix ? before : place.Value;
    }

    private object? Deconstruct(IOperation target, object? value, Frame frame)
    {
        if (target is IDeclarationExpressionOperation { Expression: ITupleOperation declared })
        {
            target = declared;
        }
        if (target is ITupleOperation tuple)
        {
            var parts = Parts(value, tuple.Elements.Length);
            for (var i = 0; i < parts.Length; i++)
            {
                Deconstruct(tuple.Elements[i], parts[i], frame);
            }
        }
        else
        {
            PlaceOf(target, frame).Value = Values.Copy(value);
        }
        return value;
    }

    private object?[] Parts(object? value, int count)
    {
        switch (value)
        {
            case TupleValue tuple:
                return tuple.Elements;
            case KeyValuePair<object, object?> pair:
                return [pair.Key, pair.Value];
            case Instance instance:
                foreach (var member in instance.Type.Symbol.GetMembers("Deconstruct"))
                {
                    if (member is IMethodSymbol method && method.Parameters.Length == count)
                    {
                        if (method.IsImplicitlyDeclared || Schedules.IsVariant(instance.Type.Symbol))
                        {
                            return method.Parameters.Select(parameter => instance[parameter.Name]).ToArray();
                        }
                        var arguments = new object?[count];
                        Invoke(method, instance, arguments);
                        return arguments;
                    }
                }
                return PartsByExtension(instance, count);
        }
        throw new LostTrackException("deconstruction");
    }

    private object?[] PartsByExtension(Instance instance, int count)
    {
        foreach (var method in module.Deconstructions)
        {
            if (method.Parameters.Length == count + 1 && IsOfType(instance, method.Parameters[0].Type))
            {
                var arguments = new object?[count + 1];
                arguments[0] = Values.Copy(instance);
                Invoke(method, null, arguments);
                return arguments.Skip(1).ToArray();
            }
        }
        throw new LostTrackException("deconstruction");
    }

    private static SpecialType OperandType(ICompoundAssignmentOperation assignment) =>
        Unwrapped(assignment.Value.Type) is { } type && Numbers.IsNumeric(type)
        && assignment.OperatorKind is not (BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift
            or BinaryOperatorKind.UnsignedRightShift)
            ? type
            : Unwrapped(assignment.Target.Type) is { } target
                && target is SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_UInt16
                ? SpecialType.System_Int32
                : SpecialType.None;

    private static SpecialType Unwrapped(ITypeSymbol? type) => type switch
    {
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] } => Unwrapped(inner),
        INamedTypeSymbol { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } underlying } => underlying.SpecialType,
        null => SpecialType.None,
        _ => type.SpecialType,
    };
}
