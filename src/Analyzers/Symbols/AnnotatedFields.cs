using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>
/// The fields that make the columns of a row or the fields of a <c>[Type]</c>: the non-static ones that stand in the declaration
/// which carries the attribute, in order. Source: <c>BSATN.Codegen/Type.cs</c>, <c>GetFieldsDeclaredInAnnotatedPartial</c>.
/// </summary>
internal static class AnnotatedFields
{
    public static IReadOnlyList<IFieldSymbol> Of(INamedTypeSymbol type, SyntaxReference declaration)
    {
        var fields = new List<IFieldSymbol>();
        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false } field
                && field.Locations is [var location, ..]
                && location.SourceTree == declaration.SyntaxTree
                && declaration.Span.Contains(location.SourceSpan))
            {
                fields.Add(field);
            }
        }
        return fields;
    }
}
