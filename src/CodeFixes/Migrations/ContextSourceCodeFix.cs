using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.Migrations;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers.CodeFixes.Migrations;

/// <summary>
/// Takes time, random numbers and ids from the context, which the host gives and can give again, and lets the reducer run once:
/// those of the context differ at every run too.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class ContextSourceCodeFix : ReducerCodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = Ids(MigrationRules.DiffersEachRun, MigrationRules.InsertsAgain);

    public override FixAllProvider? GetFixAllProvider() => null;

    private protected override ReducerChange? Change(ReducerFix fix)
    {
        var replacements = new Dictionary<SyntaxNode, ExpressionSyntax>();
        foreach (var node in fix.Method.DescendantNodes())
        {
            if (node is ExpressionSyntax expression && Replacement(fix, expression) is { } replacement)
            {
                replacements.Add(node, replacement);
            }
        }
        if (replacements.Count == 0 || replacements.Keys.Any(IsInStaticFunction) || MarkerTable.Of(fix) is not { } marker)
        {
            return null;
        }
        var site = new SyntaxAnnotation();
        var first = fix.FirstWrite.FirstAncestorOrSelf<StatementSyntax>();
        var annotated = fix.Method.ReplaceNodes(
            first is null ? replacements.Keys : replacements.Keys.Append(first),
            (original, rewritten) => original == first
                ? rewritten.WithAdditionalAnnotations(site)
                : replacements[original].WithTriviaFrom(original));
        var start = annotated.GetAnnotatedNodes(site).FirstOrDefault()?.SpanStart ?? annotated.SpanStart;
        return GuardWithMarkerCodeFix.Guarded(fix, marker, annotated, start, "Take time and chance from the context, and run once");
    }

    /// <summary>What is static does not see the context.</summary>
    private static bool IsInStaticFunction(SyntaxNode node) => node.Ancestors().Any(static ancestor =>
        ancestor is LocalFunctionStatementSyntax local && local.Modifiers.Any(SyntaxKind.StaticKeyword)
        || ancestor is AnonymousFunctionExpressionSyntax lambda && lambda.Modifiers.Any(SyntaxKind.StaticKeyword));

    private static ExpressionSyntax? Replacement(ReducerFix fix, ExpressionSyntax expression)
    {
        var symbol = expression is MemberAccessExpressionSyntax or InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax
            ? fix.Model.GetSymbolInfo(expression, fix.Cancellation).Symbol
            : null;
        var text = symbol switch
        {
            { Name: "Now" or "UtcNow", ContainingType: { Name: "DateTimeOffset", ContainingNamespace.Name: "System" } } =>
                $"((System.DateTimeOffset){fix.Context}.Timestamp)",
            { Name: "Now" or "UtcNow", ContainingType: { Name: "DateTime", ContainingNamespace.Name: "System" } } =>
                $"((System.DateTimeOffset){fix.Context}.Timestamp).UtcDateTime",
            { Name: "Today", ContainingType: { Name: "DateTime", ContainingNamespace.Name: "System" } } =>
                $"((System.DateTimeOffset){fix.Context}.Timestamp).UtcDateTime.Date",
            { Name: "Shared", ContainingType: { Name: "Random", ContainingNamespace.Name: "System" } } => $"{fix.Context}.Rng",
            IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: 0,
                ContainingType: { Name: "Random", ContainingNamespace.Name: "System" } } => $"{fix.Context}.Rng",
            { Name: "NewGuid", ContainingType: { Name: "Guid", ContainingNamespace.Name: "System" } }
                when expression is InvocationExpressionSyntax => IsText(expression)
                ? $"{fix.Context}.NewUuidV4()"
                : NewGuid(fix.Context),
            _ => null,
        };
        return text is null ? null : SyntaxFactory.ParseExpression(text);
    }

    /// <summary><c>Guid.NewGuid().ToString()</c> becomes the text of a Uuid, which has no formats.</summary>
    private static bool IsText(ExpressionSyntax expression) =>
        expression.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString",
            Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } } or InterpolationSyntax { FormatClause: null };

    private static string NewGuid(string context) =>
        $"new System.Guid({context}.Rng.Next(), (short){context}.Rng.Next(), (short){context}.Rng.Next(), "
        + string.Join(", ", Enumerable.Repeat($"(byte){context}.Rng.Next()", 8)) + ")";
}
