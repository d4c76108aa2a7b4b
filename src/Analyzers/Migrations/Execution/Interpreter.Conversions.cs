using System.Numerics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Conversions, those of operators that the module writes with them.</summary>
internal sealed partial class Interpreter
{
    private object? ConvertValue(IConversionOperation conversion, Frame frame)
    {
        var value = Evaluate(conversion.Operand, frame);
        if (IsSpan(conversion.Type) && value is string or object?[])
        {
            return value;
        }
        if (value is not null && conversion.OperatorMethod is { } own && module.BodyOf(own) is not null)
        {
            return Invoke(own, null, [value]);
        }
        if (value is not null && conversion.OperatorMethod?.ContainingType.Name == nameof(BigInteger))
        {
            return OfBigInteger(value, Unwrapped(conversion.Type));
        }
        if (conversion.OperatorMethod is { } method && !Numbers.IsNumber(value))
        {
            return value is not null && Schedules.IsSchedule(method.ReturnType)
                    && Schedules.Of(module, method.ReturnType, value) is { } schedule
                    ? schedule
                : value is not null && Times.Convert(value, method.ReturnType.Name) is { } converted ? converted
                : value is DateTime time && method.ContainingType.Name == "DateTimeOffset"
                    ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc))
                : value is null ? null
                : new Opaque("convert", conversion.Type?.Name, value);
        }
        var target = Unwrapped(conversion.Type);
        if (value is null)
        {
            return conversion is { Type: { IsValueType: true } type,
                Operand.Type.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }
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
        if (value is Opaque && target != SpecialType.None && conversion.Operand.Type?.SpecialType != target
            && target != SpecialType.System_Object)
        {
            return new Opaque("convert", target.ToString(), value);
        }
        return value;
    }

    private static object OfBigInteger(object value, SpecialType target) => value switch
    {
        BigInteger number when Numbers.IsNumeric(target) => Numbers.Wrap(number, target, isChecked: true),
        BigInteger => value,
        _ when Numbers.IsWhole(value) => Numbers.ToInteger(value),
        _ => throw new LostTrackException("number"),
    };
}
