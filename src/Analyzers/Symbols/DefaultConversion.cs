using System.Globalization;
using System.Numerics;
using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>What becomes of a constant as the default of a column.</summary>
/// <param name="Problem">Why it is none; null where it is fine.</param>
/// <param name="StoredAs">What is stored in its place, where that differs; then <paramref name="Problem"/> says why.</param>
internal readonly record struct DefaultConversion(string? Problem, string? StoredAs = null)
{
    private const string NoLiteral = "does not convert to it as a literal, so that the generated code does not compile";

    private static DefaultConversion Fine => default;

    /// <summary>Source: <c>BSATN.Codegen/Utils.cs</c>, <c>ResolveConstant</c>.</summary>
    public static DefaultConversion Array { get; } = new("makes the generators fail, so that nothing is generated");

    private static DefaultConversion WithoutSign => new("a zero is written without its sign", "0");

    /// <summary>Source: <c>Codegen/Module.cs</c>, <c>GenerateDefaultValues</c>; the table in facts/csharp.md.</summary>
    public static DefaultConversion Of(object? value, ITypeSymbol type)
    {
        if (type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
        {
            return value is null ? Fine : OfNullable(value, ((INamedTypeSymbol)type).TypeArguments[0]);
        }
        if (value is char character)
        {
            return PastedText.Number(character) is { } number && Of(number, type).Problem is null
                ? new("a character is pasted without its quotes", number.ToString(CultureInfo.InvariantCulture))
                : new(NoLiteral);
        }
        if (value is null)
        {
            return type.NullableAnnotation == NullableAnnotation.Annotated && type.IsReferenceType ? Fine
                : type.IsReferenceType ? new("is null, which such a column cannot hold: registration of the module throws")
                : new(NoLiteral);
        }
        return type switch
        {
            { TypeKind: TypeKind.Enum } => OfEnum(value, (INamedTypeSymbol)type),
            { SpecialType: SpecialType.System_Boolean } => value is bool ? Fine : new(NoLiteral),
            { SpecialType: SpecialType.System_String } => value is string text ? OfString(text) : new(NoLiteral),
            { SpecialType: SpecialType.System_Single } => OfFloat(value),
            { SpecialType: SpecialType.System_Double } => OfDouble(value),
            _ =>
                IntegerKind(type) is { } kind ? OfInteger(value, kind)
                    : ConvertsFrom(value, type) ? Fine
                    : new("cannot be written as a constant"),
        };
    }

    /// <summary>Whether the type itself says how to make one of what the literal is.</summary>
    private static bool ConvertsFrom(object value, ITypeSymbol type) =>
        (type.DeclaringSyntaxReferences.Length > 0 || type is { Name: "Result", ContainingNamespace.Name: "SpacetimeDB" })
        && type.GetMembers("op_Implicit").Any(member => member is IMethodSymbol { Parameters: [var parameter] } conversion
            && SymbolEqualityComparer.Default.Equals(conversion.ReturnType, type)
            && !SymbolEqualityComparer.Default.Equals(parameter.Type, type) && Of(value, parameter.Type).Problem is null);

    /// <summary>A cast to a nullable enum converts the literal zero alone.</summary>
    private static DefaultConversion OfNullable(object value, ITypeSymbol type) =>
        type.TypeKind == TypeKind.Enum ? Integer(value) is { IsZero: true } ? Fine : new(NoLiteral) : Of(value, type);

    private static DefaultConversion OfEnum(object value, INamedTypeSymbol type)
    {
        var variants = type.GetMembers().Where(static member => member is IFieldSymbol { IsConst: true }).ToArray();
        return Tag(value) is not { } number ? new(NoLiteral)
            : number >= variants.Length ? new("is no variant of it: registration of the module throws")
            : value is float or double && Convert.ToDouble(value, CultureInfo.InvariantCulture) % 1 != 0
                ? new("what is cast to an enum loses its fraction", $"{type.Name}.{variants[(int)number].Name}")
            : Fine;
    }

    /// <summary>
    /// The number of the variant that a constant becomes, which is cast to a plain enum without parentheses: nothing with a sign is.
    /// </summary>
    public static BigInteger? Tag(object? value) => value switch
    {
        float number => Tag((double)number),
        double number =>
            number >= 0 && number <= int.MaxValue && BitConverter.DoubleToInt64Bits(number) >= 0 ? new BigInteger(number) : null,
        _ => Integer(value) is { Sign: >= 0 } number ? number : null,
    };

    private static DefaultConversion OfString(string text)
    {
        var read = PastedText.String(text);
        return read == text ? Fine
            : read is null
                ? new(
                    "has a quote, a line end or a backslash that begins no escape sequence, which is pasted as it is: the generated code does not compile")
            : new("a backslash is read again as the beginning of an escape sequence", "something else");
    }

    private static DefaultConversion OfFloat(object value) => value switch
    {
        double number when IsNegativeZero(number) => WithoutSign,
        float number => float.IsNaN(number) || float.IsInfinity(number) ? new(NoLiteral) : Fine,
        _ => Integer(value) is not null ? Fine : new(NoLiteral),
    };

    private static DefaultConversion OfDouble(object value) => value switch
    {
        double number when double.IsNaN(number) || double.IsInfinity(number) => new(NoLiteral),
        double number when IsNegativeZero(number) => WithoutSign,
        float number when float.IsNaN(number) || float.IsInfinity(number) => new(NoLiteral),
        float or double => Fine,
        _ => Integer(value) is not null ? Fine : new(NoLiteral),
    };

    private static bool IsNegativeZero(double number) => number == 0 && BitConverter.DoubleToInt64Bits(number) != 0;

    private static DefaultConversion OfInteger(object value, PrimitiveKind kind) =>
        Integer(value) is { } number && IntegerRange.Of(kind) is { } range && range.Contains(number) ? Fine : new(NoLiteral);

    /// <summary>
    /// The constant as the integer that its text is: also that of a double without a fraction, and not that of a float, which gets a
    /// suffix, or of a character.
    /// </summary>
    public static BigInteger? Integer(object? value) => value switch
    {
        sbyte or short or int or long => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        byte or ushort or uint or ulong => Convert.ToUInt64(value, CultureInfo.InvariantCulture),
        double number when number.ToString("R", CultureInfo.InvariantCulture) is var text
            && text.All(static c => c is '-' or (>= '0' and <= '9')) =>
            BigInteger.Parse(text, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>The wider types of SpacetimeDB have no conversion from a literal, but for I128, which has one from int.</summary>
    private static PrimitiveKind? IntegerKind(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_SByte => PrimitiveKind.I8,
        SpecialType.System_Byte => PrimitiveKind.U8,
        SpecialType.System_Int16 => PrimitiveKind.I16,
        SpecialType.System_UInt16 => PrimitiveKind.U16,
        SpecialType.System_Int32 => PrimitiveKind.I32,
        SpecialType.System_UInt32 => PrimitiveKind.U32,
        SpecialType.System_Int64 => PrimitiveKind.I64,
        SpecialType.System_UInt64 => PrimitiveKind.U64,
        _ => type.ToDisplayString() switch
        {
            "System.Int128" => PrimitiveKind.I128,
            "SpacetimeDB.I128" => PrimitiveKind.I32,
            "System.UInt128" => PrimitiveKind.U128,
            _ => null,
        },
    };
}
