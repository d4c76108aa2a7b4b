using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers.CodeFixes.Attributes;

/// <summary>Declares the case-conversion policy that the names in the database were made by.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class PolicyCodeFix : SchemaCodeFix
{
    public const string EquivalenceKey = "RestorePolicy";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(PublishRules.PolicyChanged.Id);

    /// <summary>Where no constant declares a policy, the finding stands in the snapshot, and says what to declare.</summary>
    private protected override Task<IReadOnlyList<Proposal>> ProposeAsync(Finding finding, CancellationToken cancellation)
    {
        if (finding.Node<VariableDeclaratorSyntax>() is not { Initializer.Value: { } value })
        {
            return Only(null);
        }
        var policy = value is MemberAccessExpressionSyntax access
            ? access.WithName(SyntaxFactory.IdentifierName(finding.Old))
            : SyntaxFactory.ParseExpression($"SpacetimeDB.CaseConversionPolicy.{finding.Old}");
        return Only(new($"Use the policy {finding.Old} again", EquivalenceKey, finding.With(finding.Root.ReplaceNode(value, policy.WithTriviaFrom(value)))));
    }
}
