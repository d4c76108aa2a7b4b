using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.CodeFixes.Restore;

/// <summary>
/// Puts the variants of a stored enum or tagged enum back: those that are deployed in their order, removed ones too, and new ones
/// behind them. One that does not fit is taken out again.
/// </summary>
internal sealed class RestoreVariantsCodeFix : SchemaCodeFix
{
    public const string EquivalenceKey = "RestoreVariants";

    public const string RemoveKey = "RemoveVariant";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(PublishRules.VariantChanged.Id, PublishRules.VariantGrowsType.Id, PublishRules.FieldChanged.Id);

    public override Task<IReadOnlyList<Proposal>> ProposeAsync(Finding finding, CancellationToken cancellation)
    {
        if (finding.Deployed.Resolve(finding.DeployedOwner) is not AlgebraicType.Sum sum)
        {
            return Only(null);
        }
        if (finding.Node<EnumDeclarationSyntax>() is { } enumeration && DeclaredForms.Of(sum) == DeclaredForm.Enum)
        {
            var members = VariantList<EnumMemberDeclarationSyntax>.Of(
                finding,
                sum,
                enumeration.Members,
                member => Canonical(finding, member.Identifier.ValueText),
                (variant, _) => SyntaxFactory.EnumMemberDeclaration(Identifier(variant)));
            return Only(
                members is null
                    ? null
                    : Propose(
                        finding,
                        sum,
                        enumeration.Identifier.ValueText,
                        enumeration.Members.Select(static member => member.Identifier.ValueText),
                        finding.Root.ReplaceNode(enumeration, enumeration.WithMembers(members.Value))));
        }
        if (finding.Node<TypeDeclarationSyntax>() is { } record
            && DeclaredForms.VariantsOf(record) is { } tuple)
        {
            var types = new CSharpTypeName(finding, record.SpanStart);
            var elements = VariantList<TupleElementSyntax>.Of(
                finding,
                sum,
                tuple.Elements,
                element => Canonical(finding, element.Identifier.ValueText),
                (variant, retyped) => types.Of(variant.Type) is { } type
                    ? retyped?.WithType(SyntaxFactory.ParseTypeName(type).WithTriviaFrom(retyped.Type)) ?? SyntaxFactory.TupleElement(
                        SyntaxFactory.ParseTypeName(type).WithTrailingTrivia(SyntaxFactory.Space), Identifier(variant))
                    : null);
            return Only(
                elements is not { Count: > 1 }
                    ? null
                    : Propose(
                        finding,
                        sum,
                        record.Identifier.ValueText,
                        tuple.Elements.Select(static element => element.Identifier.ValueText),
                        finding.Root.ReplaceNode(tuple, tuple.WithElements(elements.Value))));
        }
        return Only(null);

        SyntaxToken Identifier(TypeMember variant) =>
            SyntaxFactory.ParseToken(CSharpNames.Escaped(DeployedField.VariantNameOf(variant, finding)));
    }

    private static string Canonical(Finding finding, string name) =>
        CaseConversion.ToCanonicalVariant(name, finding.Source.Schema.AppliedPolicy);

    private static Proposal Propose(Finding finding, AlgebraicType.Sum deployed, string type, IEnumerable<string> variants, SyntaxNode root)
    {
        var edited = variants.FirstOrDefault(variant => Canonical(finding, variant) == finding.Member);
        var hasNew = variants.Any(variant => deployed.Variants.All(known => known.Name != Canonical(finding, variant)));
        return finding.Kind switch
        {
            ChangeKind.VariantGrowsType => new($"Take '{edited}' out of '{type}' again", RemoveKey, finding.With(root)),
            ChangeKind.FieldRetyped => new($"Change '{edited}' back to {TypeOf(finding, deployed)}", EquivalenceKey, finding.With(root)),
            _ =>
                new(
                    $"Restore the variants of '{type}'{(hasNew ? ", and keep new ones behind them" : "")}",
                    EquivalenceKey,
                    finding.With(root)),
        };
    }

    private static string? TypeOf(Finding finding, AlgebraicType.Sum deployed) =>
        new CSharpTypeName(finding, finding.Position).Of(deployed.Variants.First(variant => variant.Name == finding.Member).Type);
}
