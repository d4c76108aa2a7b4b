using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeSchema.Analyzers.CodeFixes.ExpandContract;

/// <summary>A call of the old table that the class which keeps both tables answers.</summary>
/// <param name="Context">That of the reducer; null where the call is in none.</param>
/// <param name="Lookup">The method of the class that finds the row for this one; null where the call has what it needs.</param>
internal sealed record RedirectedCall(InvocationExpressionSyntax Invocation, string Method, ExpressionSyntax? Context, string? Lookup)
{
    /// <summary>Whether the table has other rows after it.</summary>
    public bool IsWrite => Method is "Insert" or "Update" or "Delete"
        or TransitionMethods.DeleteRow or TransitionMethods.DeleteAll or TransitionMethods.Clear;

    /// <summary>Whether it needs what it was called on no more.</summary>
    public bool LosesReceiver => Method != TransitionMethods.DeleteAll;

    /// <param name="call">The invocation, with the new table in place of the old one.</param>
    /// <param name="versions">The class, as it is called there.</param>
    public InvocationExpressionSyntax Rewrite(InvocationExpressionSyntax call, string versions)
    {
        var argument = Method == TransitionMethods.DeleteAll ? call.WithExpression(
                ((MemberAccessExpressionSyntax)call.Expression).WithName(SyntaxFactory.IdentifierName("Filter")))
            : Lookup is not null ? Call(call, versions, Lookup, call.ArgumentList.Arguments)
            : null;
        // A row and a key are told apart by their types.
        return Call(
            call,
            versions,
            Method == TransitionMethods.DeleteRow ? "Delete" : Method,
            argument is null
                ? call.ArgumentList.Arguments
                : SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(argument.WithoutTrivia())));
    }

    private InvocationExpressionSyntax Call(
        InvocationExpressionSyntax call, string versions, string method, SeparatedSyntaxList<ArgumentSyntax> arguments)
    {
        var separators = arguments.Count == 0
            ? []
            : new SyntaxNodeOrToken[] { SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space) };
        return call
            .WithExpression(SyntaxFactory.ParseExpression($"{versions}.{method}").WithTriviaFrom(call.Expression))
            .WithArgumentList(call.ArgumentList.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(
                new SyntaxNodeOrToken[] { SyntaxFactory.Argument(Context!.WithoutTrivia()) }.Concat(separators)
                    .Concat(arguments.GetWithSeparators()))));
    }
}
