using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.CodeFixes.ExpandContract;

/// <summary>Leads what uses the old table to the new one, and what writes it or reads it by its key to the class that keeps both.</summary>
internal static class TransitionUses
{
    public static async Task<Solution> RewriteAsync(Solution solution, Finding finding, TableTransition transition, CancellationToken cancellation)
    {
        foreach (var id in finding.Document.Project.DocumentIds)
        {
            var document = solution.GetDocument(id)!;
            var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
            var uses = root!.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Where(access => IsTable(access, transition)).ToArray();
            if (uses.Length == 0)
            {
                continue;
            }
            var model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
            var context = model.Compilation.GetTypeByMetadataName("SpacetimeDB.ReducerContext");
            var calls = uses.ToDictionary(
                static use => use,
                use => use.Expression is MemberAccessExpressionSyntax { Expression: var receiver } && context is not null
                    && SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(receiver, cancellation).Type, context)
                    ? Call(use, transition)
                    : null);
            var nodes = calls.Select(static pair => pair.Value?.Invocation ?? (SyntaxNode)pair.Key).ToArray();
            var byNode = calls.Where(static pair => pair.Value is not null).ToDictionary(static pair => (SyntaxNode)pair.Value!.Value.Invocation, static pair => (pair.Key, pair.Value!.Value.Method));
            root = root.ReplaceNodes(nodes, (original, rewritten) => byNode.TryGetValue(original, out var call)
                ? Redirected((InvocationExpressionSyntax)rewritten, ((MemberAccessExpressionSyntax)call.Key.Expression).Expression, transition, call.Method)
                : Renamed((MemberAccessExpressionSyntax)rewritten, transition));
            solution = solution.WithDocumentSyntaxRoot(id, root);
        }
        return solution;
    }

    /// <summary><c>ctx.Db.Player</c>.</summary>
    private static bool IsTable(MemberAccessExpressionSyntax access, TableTransition transition) =>
        access.Name.Identifier.ValueText == transition.OldAccessor
        && access.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Db" } or IdentifierNameSyntax { Identifier.ValueText: "Db" };

    private static (InvocationExpressionSyntax Invocation, string Method)? Call(MemberAccessExpressionSyntax table, TableTransition transition) => table.Parent switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Insert", Parent: InvocationExpressionSyntax insert } => (insert, "Insert"),
        MemberAccessExpressionSyntax
        {
            Name.Identifier.ValueText: var key,
            Parent: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Find" or "Update" or "Delete", Parent: InvocationExpressionSyntax call } method,
        } when key == transition.Key.New && call.Expression == method => (call, method.Name.Identifier.ValueText),
        _ => null,
    };

    private static InvocationExpressionSyntax Redirected(InvocationExpressionSyntax call, ExpressionSyntax context, TableTransition transition, string method) => call
        .WithExpression(SyntaxFactory.ParseExpression($"{transition.Versions}.{method}").WithTriviaFrom(call.Expression))
        .WithArgumentList(call.ArgumentList.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(
            new SyntaxNodeOrToken[] { SyntaxFactory.Argument(context.WithoutTrivia()), SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space) }
                .Concat(call.ArgumentList.Arguments.GetWithSeparators()))));

    private static MemberAccessExpressionSyntax Renamed(MemberAccessExpressionSyntax table, TableTransition transition) =>
        table.WithName(SyntaxFactory.IdentifierName(transition.NewAccessor).WithTriviaFrom(table.Name));
}
