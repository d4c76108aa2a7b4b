using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SpacetimeSchema.Analyzers.CodeFixes.Columns;

namespace SpacetimeSchema.Analyzers.CodeFixes.ExpandContract;

/// <summary>Writes a value of one type as a value of another, without an exception and without a wrong sign.</summary>
internal static class ValueConversion
{
    /// <summary>Null where only a person can say how.</summary>
    public static string? Of(string value, ITypeSymbol from, ITypeSymbol to, Finding finding)
    {
        if (DefaultLiteral.IsNullable(from) && !DefaultLiteral.IsNullable(to))
        {
            var present = from is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
                ? nullable.TypeArguments[0]
                : from.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
            return SymbolEqualityComparer.Default.Equals(present, to) && (to.IsValueType ? "default" : Empty(to)) is { } empty
                ? $"{value} ?? {empty}"
                : null;
        }
        var conversion = ((CSharpCompilation)finding.Model.Compilation).ClassifyConversion(from, to);
        if (conversion.IsIdentity || (conversion.IsImplicit && !conversion.IsUserDefined))
        {
            return value;
        }
        return IsNumber(from) && IsNumber(to)
            ? $"{to.ToMinimalDisplayString(finding.Model, finding.Position)}.CreateSaturating({value})"
            : null;
    }

    /// <summary>A value that a new row may have where nothing is known; null where there is none.</summary>
    public static string? Empty(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_String } => "\"\"",
        // In words that every version of C# takes.
        IArrayTypeSymbol array => $"System.Array.Empty<{array.ElementType.ToDisplayString()}>()",
        INamedTypeSymbol { Name: "List" } => "new()",
        _ => null,
    };

    private static bool IsNumber(ITypeSymbol type) =>
        type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64
            or SpecialType.System_Single or SpecialType.System_Double;
}
