using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>
/// The fields that make the columns of a row or the fields of a <c>[Type]</c>: the non-static ones that stand in the declaration
/// which carries the attribute, in order. Source: <c>BSATN.Codegen/Type.cs</c>, <c>GetFieldsDeclaredInAnnotatedPartial</c>.
/// </summary>
internal static class AnnotatedFields
{
    public static List<IFieldSymbol> Of(INamedTypeSymbol type, SyntaxReference declaration)
    {
        var fields = new List<IFieldSymbol>();
        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false } field)
            {
                fields.Add(field);
            }
        }
        // Members come declaration by declaration: where the first and the last stand in one, so do those between.
        if (fields.Count > 0 && !(StandsIn(declaration, fields[0]) && StandsIn(declaration, fields[fields.Count - 1])))
        {
            fields.RemoveAll(field => !StandsIn(declaration, field));
        }
        return fields;
    }

    /// <summary>
    /// Of a type in a referenced assembly, whose attributes do not say where they stand; metadata keeps the order of the fields. What
    /// a class hides is not there to see.
    /// </summary>
    public static List<IFieldSymbol> OfLibrary(INamedTypeSymbol type)
    {
        var fields = new List<IFieldSymbol>();
        foreach (var member in type.GetMembers())
        {
            // What stands behind a property or an event is none of them.
            if (member is IFieldSymbol { IsStatic: false, CanBeReferencedByName: true, AssociatedSymbol: null } field)
            {
                fields.Add(field);
            }
        }
        return fields;
    }

    public static bool StandsIn(SyntaxReference declaration, IFieldSymbol field) =>
        field.Locations is [var location, ..] && location.SourceTree == declaration.SyntaxTree
            && declaration.Span.Contains(location.SourceSpan);
}
