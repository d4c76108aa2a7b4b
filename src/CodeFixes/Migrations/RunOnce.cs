using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeSchema.Analyzers.CodeFixes.Migrations;

/// <summary>Puts the check of a marker first and its record last.</summary>
internal static class RunOnce
{
    public static MethodDeclarationSyntax Guard(MethodDeclarationSyntax method, int siteStart, string check, string record) =>
        Record(method, siteStart, record) is { Body: { } body } recorded
            ? recorded.WithBody(body.WithStatements(body.Statements.Insert(0, ReducerFix.Statement(check))))
            : method;

    /// <summary>Records at the end, and before each return that rows may have been written before.</summary>
    /// <param name="siteStart">Where the first write stands.</param>
    public static MethodDeclarationSyntax Record(MethodDeclarationSyntax method, int siteStart, string record)
    {
        if (method.Body is null)
        {
            method = ReducerFix.WithBlock(method);
            return method.WithBody(method.Body!.AddStatements(ReducerFix.Statement(record)));
        }
        var site = method.DescendantNodes().FirstOrDefault(node => node.SpanStart == siteStart);
        // A local function may stand behind the returns that it is called before.
        siteStart = site?.FirstAncestorOrSelf<LocalFunctionStatementSyntax>() is null ? siteStart : method.Body.SpanStart;
        var returns = method.Body.DescendantNodes(static node =>
            node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .OfType<ReturnStatementSyntax>()
            .Where(exit => exit.SpanStart > siteStart || SharesLoop(exit, site))
            .ToArray();
        var body = method.Body.ReplaceNodes(
            returns,
            (_, exit) => SyntaxFactory.Block(ReducerFix.Statement(record), exit.WithoutTrivia()).WithTriviaFrom(exit)
                .WithAdditionalAnnotations(Microsoft.CodeAnalysis.Formatting.Formatter.Annotation));
        var ends = method.Body.Statements.LastOrDefault(static statement =>
            statement is not LocalFunctionStatementSyntax) is ReturnStatementSyntax or ThrowStatementSyntax;
        return method.WithBody(ends ? body : Append(body, record));
    }

    /// <summary>Local functions at the end stay there.</summary>
    private static BlockSyntax Append(BlockSyntax body, string record)
    {
        var position = body.Statements.Count;
        while (position > 0 && body.Statements[position - 1] is LocalFunctionStatementSyntax)
        {
            position--;
        }
        return body.WithStatements(body.Statements.Insert(position, ReducerFix.Statement(record)));
    }

    private static bool SharesLoop(SyntaxNode exit, SyntaxNode? site)
    {
        foreach (var ancestor in exit.Ancestors())
        {
            if (ancestor is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax
                && site is not null && ancestor.Span.Contains(site.Span))
            {
                return true;
            }
        }
        return false;
    }
}
