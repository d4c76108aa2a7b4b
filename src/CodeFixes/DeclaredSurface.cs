using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SpacetimeSchema.Analyzers.CodeFixes;

/// <summary>A file in its parts, the smallest that other files can see: members, and what stands around them.</summary>
internal sealed class DeclaredSurface
{
    private static readonly ConditionalWeakTable<SyntaxTree, DeclaredSurface> s_surfaces = new();

    private readonly List<DeclaredPart> _parts = [];
    private readonly HashSet<string> _types = new(StringComparer.Ordinal);
    private readonly HashSet<string> _texts;
    private readonly HashSet<string> _signatures;

    private DeclaredSurface(CompilationUnitSyntax unit)
    {
        _parts.Add(DeclaredPart.HeadOf(unit, UpTo(unit.Members, unit)));
        Add(unit.Members, "", []);
        _texts = new(_parts.Select(static part => part.Text), StringComparer.Ordinal);
        _signatures = new(_parts.Select(static part => part.Signature), StringComparer.Ordinal);
    }

    public IReadOnlyList<DeclaredPart> Parts => _parts;

    public static DeclaredSurface Of(SyntaxTree tree, CancellationToken cancellation) =>
        s_surfaces.TryGetValue(tree, out var known)
            ? known
            : s_surfaces.GetValue(tree, tree => new((CompilationUnitSyntax)tree.GetRoot(cancellation)));

    /// <summary>Whether the other version of the file has that part, to the letter.</summary>
    public bool Has(DeclaredPart part) => _texts.Contains(part.Text);

    public bool HasType(string type) => _types.Contains(type);

    /// <summary>The parts of which others see something that they do not see in the other version.</summary>
    public IEnumerable<DeclaredPart> MissingIn(DeclaredSurface? other) =>
        _parts.Where(part => other?._signatures.Contains(part.Signature) != true);

    private void Add(SyntaxList<MemberDeclarationSyntax> members, string path, IReadOnlyList<string> owners)
    {
        foreach (var member in members)
        {
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax @namespace:
                    _parts.Add(DeclaredPart.HeadOf(@namespace, UpTo(@namespace.Members, @namespace), path));
                    Add(@namespace.Members, $"{path}{@namespace.Name}.", owners);
                    break;
                case TypeDeclarationSyntax type:
                    Add(type, path, owners);
                    break;
                default:
                    _parts.Add(DeclaredPart.Of(member, path, owners));
                    break;
            }
        }
    }

    private void Add(TypeDeclarationSyntax type, string path, IReadOnlyList<string> owners)
    {
        var inner = $"{path}{type.Identifier.ValueText}{type.TypeParameterList}.";
        IReadOnlyList<string> innerOwners = [.. owners, type.Identifier.ValueText];
        _types.Add(inner);
        _parts.Add(DeclaredPart.HeadOf(type, UpTo(type.Members, type), inner, innerOwners));
        Add(type.Members, inner, innerOwners);
    }

    private static TextSpan UpTo(SyntaxList<MemberDeclarationSyntax> members, SyntaxNode node) =>
        TextSpan.FromBounds(node.SpanStart, members.FirstOrDefault()?.SpanStart ?? node.Span.End);
}
