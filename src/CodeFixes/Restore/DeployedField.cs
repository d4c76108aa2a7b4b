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
    public static string NameOf(string canonical, string? sourceName)
    {
        var pascal = CaseConversion.ToPascal(canonical);
        return sourceName ?? (CaseConversion.ToSnake(pascal) == canonical ? pascal : canonical);
    }

    /// <summary>The same for a variant, which is canonical in camelCase.</summary>
    public static string VariantNameOf(TypeMember variant) => variant.SourceName ?? char.ToUpperInvariant(variant.Name![0]) + variant.Name.Substring(1);

    /// <summary>The declaration without trivia, or null where its type cannot be written here.</summary>
    /// <param name="types">Says which types are missing in the code afterwards.</param>
    public static FieldDeclarationSyntax? Declaration(Finding finding, TableSchema table, ColumnSchema column, CSharpTypeName types, int position)
    {
        if (types.Of(column.Type) is not { } type)
        {
            return null;
        }
        var name = NameOf(column.Name, column.SourceName);
        var attributes = string.Concat(Attributes(finding, table, column, name, types, position).Select(static attribute => $"[{attribute}] "));
        return SyntaxFactory.ParseMemberDeclaration($"{attributes}public {type} {name};") as FieldDeclarationSyntax;
    }

    public static FieldDeclarationSyntax? Declaration(TypeMember field, CSharpTypeName types) =>
        types.Of(field.Type) is { } type
            ? SyntaxFactory.ParseMemberDeclaration($"public {type} {NameOf(field.Name!, field.SourceName)};") as FieldDeclarationSyntax
            : null;

    private static IEnumerable<string> Attributes(Finding finding, TableSchema table, ColumnSchema column, string field, CSharpTypeName types, int position)
    {
        string Name(INamedTypeSymbol? attribute, string shortName) => finding.Model.AttributeName(position, attribute, shortName);
        var isKey = table.PrimaryKey == column.Name;
        var isUnique = table.UniqueConstraints.IndexOf(new([column.Name])) >= 0;
        if (isKey)
        {
            yield return Name(finding.KnownTypes.PrimaryKey, "PrimaryKey");
        }
        else if (isUnique)
        {
            yield return Name(finding.KnownTypes.Unique, "Unique");
        }
        if (column.IsAutoInc)
        {
            yield return Name(finding.KnownTypes.AutoInc, "AutoInc");
        }
        if (DeployedDefault.Literal(column, finding.Deployed, types) is { } literal)
        {
            yield return $"{Name(finding.KnownTypes.Default, "Default")}({literal})";
        }
        foreach (var index in table.Indexes)
        {
            if (index.Columns is [var only] && only == column.Name && !(isKey || isUnique))
            {
                yield return index.Accessor == field ? "SpacetimeDB.Index.BTree" : $"SpacetimeDB.Index.BTree(Accessor = \"{index.Accessor}\")";
            }
        }
    }
}
