using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SpacetimeSchema.Analyzers.Migrations.Execution;

namespace SpacetimeSchema.Analyzers.Migrations;

/// <summary>Catch clauses in a reducer that go on after an exception of what writes.</summary>
internal static class SwallowedExceptions
{
    public static IEnumerable<Location> In(ReachableCode code, TableUses uses, Compilation compilation)
    {
        if (code.Bodies.Count == 0)
        {
            yield break;
        }
        foreach (var operation in code.Bodies[0].Descendants())
        {
            if (operation is ITryOperation attempt && Writes(attempt.Body, uses, out var insertsOnly))
            {
                foreach (var caught in attempt.Catches)
                {
                    // The violation of a second insert is caught on purpose.
                    var isExpected = insertsOnly && caught.ExceptionType?.Name == "UniqueConstraintViolationException";
                    if (!isExpected && !Throws(caught.Handler)
                        && caught.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.CatchClauseSyntax clause)
                    {
                        yield return clause.CatchKeyword.GetLocation();
                    }
                }
            }
        }
    }

    private static bool Writes(IOperation body, TableUses uses, out bool insertsOnly)
    {
        var writes = false;
        insertsOnly = true;
        foreach (var (_, call) in uses.Calls)
        {
            if (TableUses.IsWrite(call.TargetMethod.Name) && body.Syntax.Span.Contains(call.Syntax.Span)
                && body.Syntax.SyntaxTree == call.Syntax.SyntaxTree)
            {
                writes = true;
                insertsOnly &= call.TargetMethod.Name == "Insert";
            }
        }
        foreach (var operation in body.Descendants())
        {
            if (operation is IArgumentOperation { Value.Type.Name: "ReducerContext" })
            {
                writes = true;
                insertsOnly = false;
            }
        }
        return writes;
    }

    private static bool Throws(IOperation handler)
    {
        foreach (var operation in handler.Descendants())
        {
            if (operation.Kind == OperationKind.Throw)
            {
                return true;
            }
        }
        return false;
    }
}
