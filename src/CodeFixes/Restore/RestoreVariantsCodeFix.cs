using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
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
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class RestoreVariantsCodeFix : SchemaCodeFix
{
    public const string EquivalenceKey = "RestoreVariants";

    public const string RemoveKey = "RemoveVariant";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(PublishRules.VariantChanged.Id, PublishRules.VariantGrowsType.Id, PublishRules.FieldChanged.Id);

    private protected override Task<IReadOnlyList<Proposal>> ProposeAsync(Finding finding, CancellationToken cancellation)
    {
        if (finding.Deployed.Resolve(finding.DeployedOwner) is not AlgebraicType.Sum sum)
        {
            return Only(null);
        }
        var policy = finding.Source.Schema.Policy ?? CaseConversionPolicy.SnakeCase;
        if (finding.Node<EnumDeclarationSyntax>() is { } enumeration)
        {
            var members = VariantList<EnumMemberDeclarationSyntax>.Of(
                finding,
                sum,
                enumeration.Members,
                member => CaseConversion.ToCanonicalVariant(member.Identifier.ValueText, policy),
                variant => SyntaxFactory.EnumMemberDeclaration(NameOf(variant)));
            return Only(members is null ? null : Propose(finding, enumeration.Identifier.ValueText, finding.Root.ReplaceNode(enumeration, enumeration.WithMembers(members.Value))));
        }
        if (finding.Node<TypeDeclarationSyntax>() is { } record
            && record.BaseList?.DescendantNodes().OfType<TupleTypeSyntax>().FirstOrDefault() is { } tuple)
        {
            var types = new CSharpTypeName(finding, record.SpanStart);
            var elements = VariantList<TupleElementSyntax>.Of(
                finding,
                sum,
                tuple.Elements,
                element => CaseConversion.ToCanonicalVariant(element.Identifier.ValueText, policy),
                variant => types.Of(variant.Type) is { } type
                    ? SyntaxFactory.TupleElement(SyntaxFactory.ParseTypeName(type).WithTrailingTrivia(SyntaxFactory.Space), SyntaxFactory.Identifier(NameOf(variant)))
                    : null);
            return Only(elements is null ? null : Propose(finding, record.Identifier.ValueText, finding.Root.ReplaceNode(tuple, tuple.WithElements(elements.Value))));
        }
        return Only(null);
    }

    private static string NameOf(TypeMember variant) => variant.SourceName ?? char.ToUpperInvariant(variant.Name![0]) + variant.Name.Substring(1);

    private static Proposal Propose(Finding finding, string type, SyntaxNode root) => finding.Kind switch
    {
        ChangeKind.VariantGrowsType => new($"Take '{finding.Member}' out of '{type}' again", RemoveKey, finding.With(root)),
        ChangeKind.FieldRetyped => new($"Give '{finding.Member}' of '{type}' its type again", EquivalenceKey, finding.With(root)),
        _ => new($"Restore the variants of '{type}', and keep new ones behind them", EquivalenceKey, finding.With(root)),
    };
}
