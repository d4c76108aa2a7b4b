using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.CodeFixes.Columns;

/// <summary>
/// The neutral value of a column as the argument of <c>[Default]</c>. The generators paste it as text, so that it has to convert as
/// a literal does (facts/csharp.md).
/// </summary>
internal static class DefaultLiteral
{
    public const string Null = "null!";

    /// <summary>Null where no constant can be the default of such a column.</summary>
    public static string? For(ITypeSymbol type, SemanticModel model, int position) => type switch
    {
        _ when IsNullable(type) => Null,
        { TypeKind: TypeKind.Enum } => Member((INamedTypeSymbol)type, value: null, model, position),
        _ => type.SpecialType switch
        {
            SpecialType.System_Boolean => "false",
            SpecialType.System_String => "\"\"",
            SpecialType.System_Single => "0f",
            SpecialType.System_Double => "0.0",
            >= SpecialType.System_SByte and <= SpecialType.System_UInt64 => "0",
            _ => type.ToDisplayString() is "System.Int128" or "System.UInt128" or "SpacetimeDB.I128" ? "0" : null,
        },
    };

    public static bool IsNullable(ITypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
        || (type.IsReferenceType && type.NullableAnnotation == NullableAnnotation.Annotated);

    /// <summary>The member of an enum that has this value, or its first one.</summary>
    public static string? Member(INamedTypeSymbol type, object? value, SemanticModel model, int position) =>
        type.GetMembers().OfType<IFieldSymbol>()
            .FirstOrDefault(field => field.IsConst && (value is null || value.Equals(field.ConstantValue))) is { } member
            ? $"{type.ToMinimalDisplayString(model, position)}.{CSharpNames.Escaped(member.Name)}"
            : null;
}
