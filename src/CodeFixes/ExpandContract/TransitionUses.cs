using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeSchema.Analyzers.CodeFixes.ExpandContract;

/// <summary>Leads what uses the old table to the new one, and what writes it or reads it by its key to the class that keeps both.</summary>
/// <param name="Solution">After that.</param>
/// <param name="Methods">What the code calls of the class, beside what it has anyway.</param>
internal sealed record TransitionUses(Solution Solution, ISet<string> Methods)
{
    /// <summary>Deletes the row that it is given, or that was found; null is none.</summary>
    public const string DeleteRow = "DeleteRow";

    /// <summary>Deletes all rows that it is given.</summary>
    public const string DeleteAll = "DeleteAll";

    public const string Clear = "Clear";

    public static async Task<TransitionUses> RewriteAsync(
        Solution solution, Finding finding, TableTransition transition, CancellationToken cancellation)
    {
        var methods = new HashSet<string>();
        foreach (var id in finding.Document.Project.DocumentIds)
        {
            var document = solution.GetDocument(id)!;
            var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
            var uses = root!.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
                .Where(access => IsTable(access, transition)).ToArray();
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
                    ? Call(use, transition, model)
                    : null);
            methods.UnionWith(calls.Values.OfType<RedirectedCall>().Select(static call => call.Method));
            var nodes = calls.Select(static pair => pair.Value?.Invocation ?? (SyntaxNode)pair.Key).ToArray();
            var byNode = calls.Where(static pair => pair.Value is not null)
                .ToDictionary(static pair => (SyntaxNode)pair.Value!.Invocation, static pair => (pair.Key, pair.Value!));
            root = root.ReplaceNodes(nodes, (original, rewritten) => byNode.TryGetValue(original, out var call)
                ? Redirected(
                    (InvocationExpressionSyntax)rewritten,
                    ((MemberAccessExpressionSyntax)call.Key.Expression).Expression,
                    transition,
                    call.Item2)
                : Renamed((MemberAccessExpressionSyntax)rewritten, transition));
            solution = solution.WithDocumentSyntaxRoot(id, root);
        }
        return new(solution, methods);
    }

    /// <summary><c>ctx.Db.Player</c>.</summary>
    private static bool IsTable(MemberAccessExpressionSyntax access, TableTransition transition) =>
        access.Name.Identifier.ValueText == transition.OldAccessor
        && access.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Db" }
            or IdentifierNameSyntax { Identifier.ValueText: "Db" };

    private static RedirectedCall? Call(MemberAccessExpressionSyntax table, TableTransition transition, SemanticModel model) =>
        table.Parent switch
        {
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Insert", Parent: InvocationExpressionSyntax insert } =>
                new(insert, "Insert"),
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Delete", Parent: InvocationExpressionSyntax delete } =>
                new(delete, DeleteRow),
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Clear", Parent: InvocationExpressionSyntax clear } =>
                new(clear, Clear),
            MemberAccessExpressionSyntax
            {
                Name.Identifier.ValueText: var key,
                Parent: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Find" or "Update" or "Delete",
                    Parent: InvocationExpressionSyntax call } method,
            } when key == transition.Key.New && call.Expression == method => new(call, method.Name.Identifier.ValueText),
            MemberAccessExpressionSyntax
            {
                Parent: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Delete",
                    Parent: InvocationExpressionSyntax call } method,
            } when call.Expression == method => model.GetTypeInfo(call).Type?.SpecialType switch
            {
                // A unique column says whether there was a row, an index how many.
                SpecialType.System_Boolean => new(call, DeleteRow, "Find"),
                SpecialType.System_UInt64 => new(call, DeleteAll, "Filter"),
                _ => null,
            },
            _ => null,
        };

    private static InvocationExpressionSyntax Redirected(
        InvocationExpressionSyntax call, ExpressionSyntax context, TableTransition transition, RedirectedCall redirected)
    {
        var arguments = redirected.Lookup is { } lookup
            && call.Expression is MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax index } method
            ? SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(call
                .WithExpression(method
                    .WithExpression(index.WithExpression(Renamed((MemberAccessExpressionSyntax)index.Expression, transition)))
                    .WithName(SyntaxFactory.IdentifierName(lookup)))
                .WithoutTrivia()))
            : call.ArgumentList.Arguments;
        var separators = arguments.Count == 0
            ? []
            : new SyntaxNodeOrToken[] { SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space) };
        return call
            .WithExpression(SyntaxFactory.ParseExpression($"{transition.Versions}.{redirected.Name}").WithTriviaFrom(call.Expression))
            .WithArgumentList(call.ArgumentList.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(
                new SyntaxNodeOrToken[] { SyntaxFactory.Argument(context.WithoutTrivia()) }.Concat(separators)
                    .Concat(arguments.GetWithSeparators()))));
    }

    private static MemberAccessExpressionSyntax Renamed(MemberAccessExpressionSyntax table, TableTransition transition) =>
        table.WithName(SyntaxFactory.IdentifierName(transition.NewAccessor).WithTriviaFrom(table.Name));

    /// <param name="Lookup">What finds the rows for the method; null where the call has what it needs.</param>
    private sealed record RedirectedCall(InvocationExpressionSyntax Invocation, string Method, string? Lookup = null)
    {
        /// <summary>A row and a key are told apart by their types.</summary>
        public string Name => Method == DeleteRow ? "Delete" : Method;
    }
}
