using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Texts that are put together.</summary>
internal sealed partial class Interpreter
{
    private object Interpolate(IInterpolatedStringOperation text, Frame frame)
    {
        var parts = new List<object?>();
        foreach (var part in text.Parts)
        {
            parts.Add(part switch
            {
                IInterpolatedStringTextOperation literal => Evaluate(literal.Text, frame),
                IInterpolationOperation hole => Hole(hole.Expression, hole.Alignment, hole.FormatString, frame),
                IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation append } =>
                    Hole(Given(append, "value"), Given(append, "alignment"), Given(append, "format"), frame),
                _ => throw new LostTrackException("text"),
            });
        }
        return Concat(parts.ToArray());
    }

    /// <summary>What one call gives to a handler of interpolated texts; a literal is the value of its call.</summary>
    private static IOperation? Given(IInvocationOperation append, string parameter) =>
        append.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == parameter && argument.ArgumentKind == ArgumentKind.Explicit)
            ?.Value;

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
    private object? TextOf(object? value, IOperation expression, string? format = null) => TextOf(
        value, expression is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand.Type : expression.Type, format);

    private object? TextOf(object? value, ITypeSymbol? type, string? format = null)
    {
        if (value is not null && type is INamedTypeSymbol { TypeKind: TypeKind.Enum } enumType)
        {
            return NameOf(enumType, value);
        }
        if (value is Instance instance && MemberOf(instance, "ToString", 0) is { IsOverride: true } own && !IsGenerated(own)
            && module.BodyOf(own) is not null)
        {
            return Invoke(own, instance, []);
        }
        return value is null or bool or char or string || (value is IFormattable) ? Host.Format(value, format)
            : value is Special time && Times.TextOf(time) is { } text ? text
            : value is System.Text.StringBuilder builder ? builder.ToString()
            : TextOfParts(value, type) ?? value;
    }

    /// <summary>What the compiler writes for tuples, and for records without a text of their own.</summary>
    private object? TextOfParts(object? value, ITypeSymbol? type)
    {
        switch (value)
        {
            case TupleValue tuple when type is INamedTypeSymbol { TupleElements: { IsDefault: false } elements }:
                return Concat(
                    ["(", .. tuple.Elements.SelectMany((item, i) => new[] { i == 0 ? "" : ", ", TextOf(item, elements[i].Type) }), ")"]);
            case Instance { Type.Symbol: { IsRecord: true, BaseType.SpecialType: not SpecialType.None } record } instance
                when MemberOf(instance, "ToString", 0) is null && MemberOf(instance, "PrintMembers", 1) is null:
                var members = record.GetMembers()
                    .Where(static member => member is (IPropertySymbol { IsIndexer: false } or IFieldSymbol)
                        and { IsStatic: false, IsImplicitlyDeclared: false, DeclaredAccessibility: Accessibility.Public })
                    .ToArray();
                return members.Length == 0
                    ? record.Name + " { }"
                    : Concat(
                        [.. members.SelectMany((member, i) => new[]
                        {
                            (i == 0 ? record.Name + " { " : ", ") + member.Name + " = ",
                            TextOf(ReadMember(instance, member), MemberType(member)),
                        }), " }"]);
            default:
                return null;
        }
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
        // Alone, the text of an identity is compared with that of the owner, which nobody here knows; within another text it is any.
        parts = Array.ConvertAll(parts, static part => part is Special special ? Times.TextOf(special) ?? special.ToString() : part);
        if (!Array.TrueForAll(parts, static part => part is null or string))
        {
            return new Opaque("text", parts);
        }
        var text = string.Concat(parts.Cast<string?>());
        return text.Length <= Host.LargestSize ? text : throw new LostTrackException("size");
    }
}
