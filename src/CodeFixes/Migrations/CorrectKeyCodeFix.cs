using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.Migrations;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers.CodeFixes.Migrations;

/// <summary>Records the key that is looked up, where another one is recorded.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class CorrectKeyCodeFix : ReducerCodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = Ids(MigrationRules.GuardFails);

    private protected override ReducerChange? Change(ReducerFix fix)
    {
        if (fix[FindingProperties.Defect] != nameof(GuardDefect.OtherKey) || fix[FindingProperties.Key] is not { } key || fix[FindingProperties.RecordedKey] is not { } recorded)
        {
            return null;
        }
        var literals = fix.Method.DescendantNodes().OfType<LiteralExpressionSyntax>().Where(literal => literal.Token.Value as string == recorded).ToArray();
        return literals.Length == 0
            ? null
            : new(
                $"Record \"{key}\", which is looked up",
                fix.With(fix.Method.ReplaceNodes(literals, (_, literal) =>
                    SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(key)).WithTriviaFrom(literal))));
    }
}
