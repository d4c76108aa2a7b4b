using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeDB.Codegen.Model;

/// <summary>A type under <c>[Table]</c> or <c>[Type]</c>, which gets another partial declaration.</summary>
/// <param name="Headers">The declarations around it and its own, from the outside in, as <c>record Name</c>.</param>
internal sealed record TypeModel(
    string FullName,
    string Namespace,
    EquatableArray<string> Headers,
    string Identifier,
    bool IsSum,
    bool IsRecord,
    bool IsStruct,
    EquatableArray<Column> Members)
{
    public static TypeModel? Of(GeneratorAttributeSyntaxContext context)
    {
        if (context.TargetSymbol is not INamedTypeSymbol { IsGenericType: false } type
            || context.TargetNode is not TypeDeclarationSyntax declaration
            || !SyntaxFacts.IsValidIdentifier(type.Name))
        {
            return null;
        }

        var isSum = type.BaseType?.OriginalDefinition.ToDisplayString() == Names.TaggedEnum;
        return new(
            Names.Of(type),
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
            new(declaration.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Reverse().Select(Header)),
            Names.Escape(type.Name),
            isSum,
            type.IsRecord,
            type.IsValueType,
            new((isSum ? VariantsOf(type.BaseType!) : Column.FieldsOf(type, declaration)).Select(Column.Of)));
    }

    private static string Header(TypeDeclarationSyntax type)
    {
        var kind = type is RecordDeclarationSyntax { ClassOrStructKeyword: { RawKind: not (int)SyntaxKind.None } keyword }
            ? $"record {keyword.ValueText}"
            : type.Keyword.ValueText;
        return $"{kind} {type.Identifier.Text}{type.TypeParameterList}";
    }

    private static IEnumerable<IFieldSymbol> VariantsOf(INamedTypeSymbol sum) =>
        sum.TypeArguments.FirstOrDefault() is INamedTypeSymbol { IsTupleType: true } tuple
            ? tuple.TupleElements.GroupBy(variant => variant.Name).Select(group => group.First())
            : Enumerable.Empty<IFieldSymbol>();
}
