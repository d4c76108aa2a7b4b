using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.CodeFixes.Restore;

/// <summary>How a <c>[Type]</c> is declared in C#.</summary>
internal enum DeclaredForm
{
    Product,
    Enum,
    TaggedEnum,
}

internal static class DeclaredForms
{
    /// <summary>A sum without payloads is an enum: a tagged enum of one variant cannot be written in C#.</summary>
    public static DeclaredForm? Of(AlgebraicType definition) => definition switch
    {
        AlgebraicType.Product => DeclaredForm.Product,
        AlgebraicType.Sum sum when SpecialAlgebraicType.AreUnits(sum.Variants) => DeclaredForm.Enum,
        AlgebraicType.Sum { Variants.Count: > 1 } => DeclaredForm.TaggedEnum,
        _ => null,
    };

    public static DeclaredForm Of(BaseTypeDeclarationSyntax declaration) =>
        declaration is EnumDeclarationSyntax ? DeclaredForm.Enum
        : VariantsOf(declaration) is not null ? DeclaredForm.TaggedEnum
        : DeclaredForm.Product;

    /// <summary>The variants of a tagged enum; null for any other type.</summary>
    public static TupleTypeSyntax? VariantsOf(BaseTypeDeclarationSyntax declaration) =>
        declaration.BaseList?.DescendantNodes().OfType<TupleTypeSyntax>().FirstOrDefault();

    public static string Word(this DeclaredForm form) => form switch
    {
        DeclaredForm.Enum => "enum",
        DeclaredForm.TaggedEnum => "tagged enum",
        _ => "struct",
    };
}
