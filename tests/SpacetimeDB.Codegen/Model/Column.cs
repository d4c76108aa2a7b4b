using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeDB.Codegen.Model;

/// <summary>A column of a table, a field of a product type, or a variant of a sum type.</summary>
internal sealed record Column(string Name, string Type, bool IsResolved)
{
    public string Identifier => Names.Escape(Name);

    public static Column Of(IFieldSymbol field) => new(field.Name, Names.Of(field.Type), IsKnown(field.Type));

    /// <summary>The fields that the annotated declaration itself holds: those of other parts are no columns.</summary>
    public static IEnumerable<IFieldSymbol> FieldsOf(INamedTypeSymbol type, TypeDeclarationSyntax declaration) =>
        declaration.Members
            .OfType<FieldDeclarationSyntax>()
            .SelectMany(field => field.Declaration.Variables)
            .Select(variable => type.GetMembers(variable.Identifier.ValueText).OfType<IFieldSymbol>().FirstOrDefault())
            .Where(field => field is { IsStatic: false, IsConst: false })
            .Select(field => field!)
            .Distinct<IFieldSymbol>(SymbolEqualityComparer.Default);

    private static bool IsKnown(ITypeSymbol type) => type switch
    {
        IErrorTypeSymbol or IPointerTypeSymbol or IFunctionPointerTypeSymbol => false,
        IArrayTypeSymbol array => IsKnown(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.All(IsKnown),
        _ => true,
    };
}
