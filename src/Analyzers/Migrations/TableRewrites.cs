using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SpacetimeSchema.Analyzers.Migrations.Execution;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.Migrations;

/// <summary>Loops over all rows of a table that write to the same table unconditionally, and calls of Clear.</summary>
internal static class TableRewrites
{
    public static IEnumerable<(SyntaxNode Call, ModuleTable Table)> In(MethodDeclarationSyntax declaration, Module module)
    {
        if (module.OperationOf(declaration) is not { } body)
        {
            yield break;
        }
        foreach (var operation in body.Descendants())
        {
            if (operation is IInvocationOperation { TargetMethod.Name: "Clear", Instance: { } cleared }
                && TableUses.TableOf(module, cleared) is { } table)
            {
                yield return (operation.Syntax, table);
            }
            else if (operation is IForEachLoopOperation loop && Iterated(loop.Collection, module) is { } iterated
                && Rewrite(loop.Body, iterated, module) is { } write)
            {
                yield return (write, iterated);
            }
        }
    }

    /// <summary>A look at the text, before anything is bound.</summary>
    public static bool MayBeIn(IMethodSymbol method, CancellationToken cancellation)
    {
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            var file = SourceFile.Of(reference.SyntaxTree, cancellation);
            if (file.MayName(reference.Span, "Iter") || file.MayName(reference.Span, "Clear"))
            {
                return true;
            }
        }
        return false;
    }

    private static ModuleTable? Iterated(IOperation collection, Module module)
    {
        while (true)
        {
            switch (collection)
            {
                case IConversionOperation conversion:
                    collection = conversion.Operand;
                    break;
                case IInvocationOperation { TargetMethod.Name: "ToList" or "ToArray", Arguments: [{ Value: var source }] }:
                    collection = source;
                    break;
                case IInvocationOperation { TargetMethod.Name: "Iter", Instance: { } handle }:
                    return TableUses.TableOf(module, handle);
                default:
                    return null;
            }
        }
    }

    private static SyntaxNode? Rewrite(IOperation body, ModuleTable table, Module module)
    {
        foreach (var operation in body.DescendantsAndSelf())
        {
            if (operation is IInvocationOperation { TargetMethod.Name: "Update" or "Delete", Instance: { } instance } call
                && (TableUses.TableOf(module, instance)
                    ?? (instance is IMemberReferenceOperation { Instance: { } handle } ? TableUses.TableOf(module, handle) : null)) == table
                && IsUnconditional(call, body))
            {
                return call.Syntax;
            }
        }
        return null;
    }

    private static bool IsUnconditional(IOperation call, IOperation body)
    {
        for (var operation = call.Parent; operation is not null; operation = operation.Parent)
        {
            if (operation is IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation or ICoalesceOperation)
            {
                return false;
            }
            if (operation == body)
            {
                break;
            }
        }
        foreach (var operation in body.Descendants())
        {
            if (operation is IBranchOperation { BranchKind: BranchKind.Continue } or IReturnOperation)
            {
                return false;
            }
        }
        return true;
    }
}
