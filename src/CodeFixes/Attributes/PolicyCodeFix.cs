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

    private protected override Task<IReadOnlyList<Proposal>> ProposeAsync(Finding finding, CancellationToken cancellation)
    {
        var title = $"Use the policy {finding.Old} again";
        var policy = SyntaxFactory.ParseExpression($"SpacetimeDB.CaseConversionPolicy.{finding.Old}");
        if (finding.Node<VariableDeclaratorSyntax>() is { Initializer: { } initializer })
        {
            var value = initializer.Value is MemberAccessExpressionSyntax access
                ? access.WithName(SyntaxFactory.IdentifierName(finding.Old))
                : policy;
            return Only(new(title, EquivalenceKey, finding.With(finding.Root.ReplaceNode(initializer.Value, value.WithTriviaFrom(initializer.Value)))));
        }
        if (finding.Root is not CompilationUnitSyntax unit || finding.KnownTypes.Settings is null)
        {
            return Only(null);
        }
        var settings = SyntaxFactory.ParseMemberDeclaration(
            $"\n/// <summary>The names in the database are as they are written.</summary>\npublic static partial class ModuleSettings\n{{\n    [SpacetimeDB.Settings]\n    public const SpacetimeDB.CaseConversionPolicy Policy = {policy};\n}}\n")!;
        return Only(new(title, EquivalenceKey, finding.With(unit.AddMembers(settings))));
    }
}
