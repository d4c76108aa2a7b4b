using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Symbols;

internal static class AttributeDataExtensions
{
    public static bool Is(this AttributeData attribute, INamedTypeSymbol? type) =>
        type is not null && SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, type);

    public static AttributeData? Attribute(this ISymbol symbol, INamedTypeSymbol? type)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.Is(type))
            {
                return attribute;
            }
        }
        return null;
    }

    public static TypedConstant? Argument(this AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
            {
                return argument.Value;
            }
        }
        return null;
    }

    public static string? String(this AttributeData attribute, string name) =>
        attribute.Argument(name) is { Value: string text } ? text : null;

    /// <summary>The name in the database that the code gives; the generators take an empty one for none.</summary>
    public static string? CanonicalName(this AttributeData attribute) => attribute.String("Name") is { Length: > 0 } name ? name : null;

    public static bool Bool(this AttributeData attribute, string name) => attribute.Argument(name) is { Value: true };

    /// <summary>Whether a column attribute or an index applies to the table of that accessor: it may be scoped by <c>Table =</c>.</summary>
    public static bool AppliesTo(this AttributeData attribute, string accessor) =>
        attribute.String("Table") is not { } scope || scope == accessor;

    /// <summary>The declaration of the type that carries the attribute.</summary>
    public static SyntaxReference? AttributedDeclaration(this AttributeData attribute, ISymbol symbol)
    {
        if (attribute.ApplicationSyntaxReference is { } application)
        {
            foreach (var declaration in symbol.DeclaringSyntaxReferences)
            {
                if (declaration.SyntaxTree == application.SyntaxTree && declaration.Span.Contains(application.Span))
                {
                    return declaration;
                }
            }
        }
        return null;
    }
}
