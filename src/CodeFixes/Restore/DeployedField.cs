using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.CodeFixes.Columns;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.CodeFixes.Restore;

/// <summary>Writes the field that a deployed column, or a field of a deployed type, was declared by.</summary>
internal static class DeployedField
{
    /// <summary>Its name in the code; where the baseline lost it, one that has the same canonical name.</summary>
    public static string NameOf(string canonical, string? sourceName, Finding finding)
    {
        var pascal = CaseConversion.ToPascal(canonical);
        return sourceName ?? (CaseConversion.ToCanonical(pascal, Policy(finding)) == canonical ? pascal : canonical);
    }

    /// <summary>The same for a variant, which is canonical in camelCase.</summary>
    public static string VariantNameOf(TypeMember variant, Finding finding)
    {
        var pascal = char.ToUpperInvariant(variant.Name![0]) + variant.Name.Substring(1);
        return variant.SourceName ?? (CaseConversion.ToCanonicalVariant(pascal, Policy(finding)) == variant.Name ? pascal : variant.Name);
    }

    /// <summary>The declaration without trivia, or null where its type cannot be written here.</summary>
    /// <param name="types">Says which types are missing in the code afterwards.</param>
    public static FieldDeclarationSyntax? Declaration(
        Finding finding, TableSchema table, ColumnSchema column, CSharpTypeName types, int position)
    {
        if (types.Of(column.Type) is not { } type)
        {
            return null;
        }
        var name = NameOf(column.Name, column.SourceName, finding);
        var attributes = string.Concat(
            DeployedAttributes.Of(finding, table, column, types, position).Select(static attribute => $"[{attribute}] "));
        return SyntaxFactory.ParseMemberDeclaration($"{attributes}public {type} {CSharpNames.Escaped(name)};") as FieldDeclarationSyntax;
    }

    public static FieldDeclarationSyntax? Declaration(Finding finding, TypeMember field, CSharpTypeName types) =>
        types.Of(field.Type) is { } type
            ? SyntaxFactory.ParseMemberDeclaration(
                $"public {type} {CSharpNames.Escaped(NameOf(field.Name!, field.SourceName, finding))};") as FieldDeclarationSyntax
            : null;

    private static CaseConversionPolicy Policy(Finding finding) =>
        finding.Deployed.Policy ?? finding.Source.Schema.AppliedPolicy;
}
