using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers.CodeFixes.Attributes;

/// <summary>Declares the case-conversion policy that the names in the database were made by.</summary>
internal sealed class PolicyCodeFix : SchemaCodeFix
{
    public const string EquivalenceKey = "RestorePolicy";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(PublishRules.PolicyChanged.Id);

    public override Task<IReadOnlyList<Proposal>> ProposeAsync(Finding finding, CancellationToken cancellation) =>
        Only(
            (finding.Node<VariableDeclaratorSyntax>() is { Initializer.Value: { } value }
                ? Changed(finding, value)
                : Declared(finding)) is { } root
                ? new($"Use the policy {finding.Old} again", EquivalenceKey, finding.With(root))
                : null);

    private static SyntaxNode Changed(Finding finding, ExpressionSyntax value)
    {
        var policy = value is MemberAccessExpressionSyntax access
            ? access.WithName(SyntaxFactory.IdentifierName(finding.Old))
            : SyntaxFactory.ParseExpression($"SpacetimeDB.CaseConversionPolicy.{finding.Old}");
        return finding.Root.ReplaceNode(value, policy.WithTriviaFrom(value));
    }

    /// <summary>Where no constant declares a policy, the finding stands at the first table: the constant is declared behind it.</summary>
    private static SyntaxNode? Declared(Finding finding)
    {
        if (finding.Node<TypeDeclarationSyntax>()?.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Last() is not { } type)
        {
            return null;
        }
        var text = $$"""

            public static partial class ModuleSettings
            {
                [SpacetimeDB.Settings]
                public const SpacetimeDB.CaseConversionPolicy Policy = SpacetimeDB.CaseConversionPolicy.{{finding.Old}};
            }

            """;
        return finding.Root.InsertNodesAfter(type, [SyntaxFactory.ParseMemberDeclaration(Layout.AsIn(type, text))!]);
    }
}
