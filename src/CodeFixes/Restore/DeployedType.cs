using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.CodeFixes.Restore;

/// <summary>Writes the declarations of deployed types that the code does not have any more.</summary>
internal static class DeployedType
{
    /// <summary>The root with these types, and those that they reach in turn, at its end; null where one cannot be written.</summary>
    public static SyntaxNode? Add(SyntaxNode root, Finding finding, IEnumerable<string> names)
    {
        if (root is not CompilationUnitSyntax unit)
        {
            return null;
        }
        var endOfLine = Layout.EndOfLine(finding.Root);
        var pending = new Queue<string>(names);
        var done = new HashSet<string>();
        while (pending.Count > 0)
        {
            var name = pending.Dequeue();
            if (!done.Add(name))
            {
                continue;
            }
            var types = new CSharpTypeName(finding, finding.Root.Span.End);
            if (finding.Deployed.Type(name) is not { } type
                || Declaration(finding, type, type.SourceName ?? type.Name, types) is not { } declaration)
            {
                return null;
            }
            unit = unit.AddMembers(declaration.WithLeadingTrivia(endOfLine));
            foreach (var missing in types.Missing)
            {
                pending.Enqueue(missing);
            }
        }
        return unit;
    }

    /// <summary>The declaration of a deployed type, one member a line; null where it cannot be written here.</summary>
    /// <param name="name">What the code calls it.</param>
    /// <param name="types">Says which types are missing in the code afterwards.</param>
    public static BaseTypeDeclarationSyntax? Declaration(Finding finding, TypeSchema type, string name, CSharpTypeName types) =>
        Text(finding, type, CSharpNames.Escaped(name), types) is { } text
            ? SyntaxFactory.ParseMemberDeclaration(Layout.AsIn(finding.Root, text)) as BaseTypeDeclarationSyntax
            : null;

    private static string? Text(Finding finding, TypeSchema type, string name, CSharpTypeName types)
    {
        switch (DeclaredForms.Of(type.Definition), type.Definition)
        {
            case (DeclaredForm.Enum, AlgebraicType.Sum sum):
                return $"[SpacetimeDB.Type]\npublic enum {name}\n{{\n{string.Concat(sum.Variants.Select(variant => $"    {Name(variant)},\n"))}}}\n";
            case (DeclaredForm.TaggedEnum, AlgebraicType.Sum sum):
                var elements = sum.Variants.Select(variant => types.Of(variant.Type) is { } payload ? $"{payload} {Name(variant)}" : null)
                    .ToArray();
                return elements.Contains(null)
                    ? null
                    : $"[SpacetimeDB.Type]\npublic partial record {name} : {types.Named("TaggedEnum", "SpacetimeDB")}<({string.Join(", ", elements)})>;\n";
            case (DeclaredForm.Product, AlgebraicType.Product product):
                var fields = product.Fields
                    .Select(field =>
                        types.Of(field.Type) is { } fieldType
                            ? $"    public {fieldType} {CSharpNames.Escaped(DeployedField.NameOf(field.Name!, field.SourceName, finding))};\n"
                            : null)
                    .ToArray();
                return fields.Contains(null) ? null : $"[SpacetimeDB.Type]\npublic partial struct {name}\n{{\n{string.Concat(fields)}}}\n";
            default:
                return null;
        }

        string Name(TypeMember variant) => CSharpNames.Escaped(DeployedField.VariantNameOf(variant, finding));
    }
}
