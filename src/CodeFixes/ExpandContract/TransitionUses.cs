using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeSchema.Analyzers.CodeFixes.ExpandContract;

/// <summary>Leads what uses the old table to the new one, and what writes it or looks a row up to the class that keeps both.</summary>
/// <param name="Solution">After that.</param>
/// <param name="Methods">What the code calls of the class, beside what it has anyway.</param>
internal sealed record TransitionUses(Solution Solution, ISet<string> Methods)
{
    /// <summary>
    /// Null where something may write the table that is not seen, or does so without the context of a reducer: that would miss the old
    /// one.
    /// </summary>
    public static async Task<TransitionUses?> RewriteAsync(
        Solution solution, Finding finding, TableTransition transition, CancellationToken cancellation)
    {
        var methods = new HashSet<string>();
        foreach (var id in finding.Document.Project.DocumentIds)
        {
            var document = solution.GetDocument(id)!;
            var root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
            if (!root.DescendantTokens().Any(token => token.ValueText == transition.OldAccessor))
            {
                continue;
            }
            var model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
            var handles = new TableHandles(model, transition);
            var calls = root.DescendantNodes().OfType<InvocationExpressionSyntax>()
                .Select(handles.Redirected).OfType<RedirectedCall>().ToArray();
            if (calls.Any(static call => call is { Context: null, IsWrite: true })
                || root.DescendantNodes().OfType<ExpressionSyntax>().Any(handles.IsLost))
            {
                return null;
            }
            var redirected = calls.Where(static call => call.Context is not null)
                .ToDictionary(static call => (SyntaxNode)call.Invocation);
            methods.UnionWith(redirected.Values.SelectMany(static call => new[] { call.Method, call.Lookup }).OfType<string>());
            var idle = IdleVariables(root, handles, redirected.Values);
            var mark = new SyntaxAnnotation();
            var tables = root.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Where(handles.IsTable);
            root = root.ReplaceNodes(
                redirected.Keys.Concat(tables).Concat(idle),
                (original, rewritten) => rewritten switch
                {
                    InvocationExpressionSyntax call => redirected[original].Rewrite(call, Versions(transition, model, original)),
                    MemberAccessExpressionSyntax table =>
                        table.WithName(SyntaxFactory.IdentifierName(transition.NewAccessor).WithTriviaFrom(table.Name)),
                    _ => rewritten.WithAdditionalAnnotations(mark),
                });
            root = root.RemoveNodes(root.GetAnnotatedNodes(mark), SyntaxRemoveOptions.KeepNoTrivia)!;
            solution = solution.WithDocumentSyntaxRoot(id, root);
        }
        return new(solution, methods);
    }

    /// <summary>Declarations of variables that only held what the redirected calls were called on.</summary>
    private static IEnumerable<SyntaxNode> IdleVariables(SyntaxNode root, TableHandles handles, IEnumerable<RedirectedCall> redirected)
    {
        var gone = new HashSet<IdentifierNameSyntax>(redirected.Where(static call => call.LosesReceiver)
            .SelectMany(static call => Names(((MemberAccessExpressionSyntax)call.Invocation.Expression).Expression)));
        // From the last one: a variable may hold a part of what one before it holds.
        foreach (var statement in root.DescendantNodes().OfType<LocalDeclarationStatementSyntax>().Reverse().ToArray())
        {
            if (statement.Declaration.Variables is [var variable] && !HasRemark(statement)
                && gone.Any(IsUse) && Names(root).Where(IsUse).All(gone.Contains))
            {
                gone.UnionWith(Names(statement));
                yield return statement;
            }

            bool IsUse(IdentifierNameSyntax name) =>
                name.Identifier.ValueText == variable.Identifier.ValueText && handles.Declarator(name) == variable;
        }
    }

    private static IEnumerable<IdentifierNameSyntax> Names(SyntaxNode node) => node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>();

    private static bool HasRemark(SyntaxNode statement) => statement.DescendantTrivia().Any(static trivia => trivia.IsDirective
        || trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia);

    /// <summary>The class as it is called beside the rows, or from elsewhere.</summary>
    private static string Versions(TableTransition transition, SemanticModel model, SyntaxNode place) =>
        model.LookupNamespacesAndTypes(place.SpanStart, name: transition.NewType).IsEmpty
            ? $"{transition.Table.RowType.ContainingSymbol.ToDisplayString()}.{transition.Versions}"
            : transition.Versions;
}
