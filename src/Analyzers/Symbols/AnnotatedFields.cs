using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>
/// The fields that make the columns of a row or the fields of a <c>[Type]</c>: the non-static ones that stand in the declaration
/// which carries the attribute, in order. Source: <c>BSATN.Codegen/Type.cs</c>, <c>GetFieldsDeclaredInAnnotatedPartial</c>.
/// </summary>
internal static class AnnotatedFields
{
    public static IFieldSymbol[] Of(INamedTypeSymbol type, SyntaxReference declaration)
    {
        var members = type.GetMembers();
        var count = 0;
        IFieldSymbol? first = null;
        IFieldSymbol? last = null;
        foreach (var member in members)
        {
            if (member is IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false } field)
            {
                first ??= field;
                last = field;
                count++;
            }
        }
        if (count == 0)
        {
            return [];
        }
        // Members come declaration by declaration: where the first and the last stand in one, so do those between.
        var areAllThere = StandsIn(declaration, first!) && StandsIn(declaration, last!);
        var fields = new IFieldSymbol[count];
        count = 0;
        foreach (var member in members)
        {
            if (member is IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false } field && (areAllThere || StandsIn(declaration, field)))
            {
                fields[count++] = field;
            }
        }
        Array.Resize(ref fields, count);
        return fields;
    }

    private static bool StandsIn(SyntaxReference declaration, IFieldSymbol field) =>
        field.Locations is [var location, ..] && location.SourceTree == declaration.SyntaxTree && declaration.Span.Contains(location.SourceSpan);
}
