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
        if (fix[FindingProperties.Defect] != nameof(GuardDefect.OtherKey) || fix[FindingProperties.Key] is not { } key
            || fix[FindingProperties.RecordedKey] is not { } recorded)
        {
            return null;
        }
        var literals = fix.Method.DescendantNodes().OfType<LiteralExpressionSyntax>()
            .Where(literal => literal.Token.Value as string == recorded).ToArray();
        // The same text may be a value of other rows.
        literals = literals.Any(literal => IsRecord(fix, literal)) ? [.. literals.Where(literal => IsRecord(fix, literal))]
            : literals.Length == 1 ? literals
            : [];
        return literals.Length == 0
            ? null
            : new(
                $"Record \"{key}\", which is looked up",
                fix.With(fix.Method.ReplaceNodes(literals, (_, literal) =>
                    SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(key))
                        .WithTriviaFrom(literal))));
    }

    /// <summary>Whether it stands in what is written to a table of markers.</summary>
    private static bool IsRecord(ReducerFix fix, SyntaxNode literal) => literal.Ancestors().OfType<InvocationExpressionSyntax>().Any(call =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Insert" or "Update" } access
        && access.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => fix.Options.Markers.IsMarker(name.Identifier.ValueText)));
}
