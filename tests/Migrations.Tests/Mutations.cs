using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeSchema.Migrations.Tests;

/// <summary>What people get wrong about a guard: deleted, negated, another key, the record moved or left out, a filter dropped.</summary>
internal static class Mutations
{
    public static IEnumerable<(string What, MethodDeclarationSyntax Method)> Of(MethodDeclarationSyntax method)
    {
        foreach (var guard in method.DescendantNodes().OfType<IfStatementSyntax>())
        {
            var place = guard.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
            yield return ($"guard deleted at {place}", Replace(
                method, guard, Jumps(guard.Statement) ? SyntaxFactory.EmptyStatement() : guard.Statement));
            yield return ($"condition negated at {place}", method.ReplaceNode(
                guard.Condition, SyntaxFactory.ParseExpression($"!({guard.Condition})")));
        }
        foreach (var literal in method.DescendantNodes().OfType<LiteralExpressionSyntax>()
            .Where(literal => literal.IsKind(SyntaxKind.StringLiteralExpression)))
        {
            yield return ($"key {literal} swapped", method.ReplaceNode(
                literal,
                SyntaxFactory.LiteralExpression(
                    SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(literal.Token.ValueText + "_x"))));
        }
        foreach (var filter in method.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (filter.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Where", Expression: var source })
            {
                yield return ("filter dropped", method.ReplaceNode(filter, source));
            }
        }
        if (method.Body is { Statements: { Count: > 1 } statements } body && statements[^1] is ExpressionStatementSyntax last)
        {
            yield return ("record left out", method.WithBody(body.WithStatements(statements.RemoveAt(statements.Count - 1))));
            yield return ("record moved to the front", method.WithBody(
                body.WithStatements(statements.RemoveAt(statements.Count - 1).Insert(0, last))));
            yield return ("record only sometimes", Replace(
                method, last, SyntaxFactory.ParseStatement($"if (ctx.Timestamp.MicrosecondsSinceUnixEpoch == 7) {last}")));
        }
    }

    private static MethodDeclarationSyntax Replace(MethodDeclarationSyntax method, StatementSyntax old, StatementSyntax with) =>
        method.ReplaceNode(old, with);

    private static bool Jumps(StatementSyntax statement) =>
        (statement is BlockSyntax { Statements: [.., var last] } ? last : statement) is ReturnStatementSyntax or ContinueStatementSyntax
            or ThrowStatementSyntax or BreakStatementSyntax;
}
