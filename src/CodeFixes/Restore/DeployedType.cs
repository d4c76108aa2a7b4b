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
            if (finding.Deployed.Type(name) is not { } type || Text(type, types) is not { } text || SyntaxFactory.ParseMemberDeclaration(text) is not { } declaration)
            {
                return null;
            }
            unit = unit.AddMembers(declaration);
            foreach (var missing in types.Missing)
            {
                pending.Enqueue(missing);
            }
        }
        return unit;
    }

    private static string? Text(TypeSchema type, CSharpTypeName types)
    {
        var name = type.SourceName ?? type.Name;
        switch (type.Definition)
        {
            case AlgebraicType.Sum sum when sum.Variants.All(static variant => variant.Type == SpecialAlgebraicType.Unit):
                return $"\n[SpacetimeDB.Type]\npublic enum {name}\n{{\n{string.Concat(sum.Variants.Select(static variant => $"    {DeployedField.VariantNameOf(variant)},\n"))}}}\n";
            case AlgebraicType.Sum sum:
                var elements = sum.Variants.Select(variant => types.Of(variant.Type) is { } payload ? $"{payload} {DeployedField.VariantNameOf(variant)}" : null).ToArray();
                return elements.Contains(null) ? null : $"\n[SpacetimeDB.Type]\npublic partial record {name} : SpacetimeDB.TaggedEnum<({string.Join(", ", elements)})>;\n";
            case AlgebraicType.Product product:
                var fields = product.Fields.Select(field => types.Of(field.Type) is { } fieldType ? $"    public {fieldType} {DeployedField.NameOf(field.Name!, field.SourceName)};\n" : null).ToArray();
                return fields.Contains(null) ? null : $"\n[SpacetimeDB.Type]\npublic partial struct {name}\n{{\n{string.Concat(fields)}}}\n";
            default:
                return null;
        }
    }
}
