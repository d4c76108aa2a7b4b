using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>What only prints changes no row; what it is given may.</summary>
internal sealed partial class Interpreter
{
    private static bool IsLog(IMethodSymbol method) =>
        method is { ReturnsVoid: true,
            ContainingType: { Name: "Log", ContainingNamespace.Name: "SpacetimeDB" }
                or { Name: "Console" or "Debug" or "Trace", ContainingNamespace: { Name: "System" or "Diagnostics" } } }
        && method.ContainingType.DeclaringSyntaxReferences.Length == 0
        || method is { ContainingType: { Name: "Log",
            ContainingNamespace: { Name: "SpacetimeDB", ContainingNamespace.IsGlobalNamespace: true } } };

    /// <summary>Looks at what is printed only where more than its text may come of it: not every text can be followed.</summary>
    private void Print(IInvocationOperation log, Frame frame)
    {
        // A published module is built without the calls of Debug, and without their arguments.
        if (log.TargetMethod.ContainingType.Name != "Debug" && log.Arguments.Any(argument => argument.Descendants().Any(MayWrite)))
        {
            foreach (var argument in log.Arguments)
            {
                Evaluate(argument.Value, frame);
            }
        }
    }

    private bool MayWrite(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: var method } => method.MethodKind is MethodKind.LocalFunction or MethodKind.DelegateInvoke
            || TableUses.IsWrite(method.Name) || module.BodyOf(method.OriginalDefinition) is not null,
        IAssignmentOperation or IIncrementOrDecrementOperation => true,
        _ => false,
    };
}
