using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>What <c>using</c> holds.</summary>
internal sealed partial class Interpreter
{
    private static object?[] Declared(IVariableDeclarationGroupOperation group, Frame frame) =>
        group.Declarations.SelectMany(static declaration => declaration.Declarators)
            .Select(declarator => frame.Find(declarator.Symbol)?.Value).ToArray();

    /// <summary>Disposes of what the module declares itself, for that may write; also where the body throws.</summary>
    private Completion Using(object?[] resources, Func<Completion> body, SyntaxNode syntax)
    {
        Completion completion;
        try
        {
            completion = body();
        }
        catch (ThrownException)
        {
            Dispose(resources, syntax);
            throw;
        }
        Dispose(resources, syntax);
        return completion;
    }

    private void Dispose(object?[] resources, SyntaxNode syntax)
    {
        var before = _callInRoot;
        _callInRoot = IsInRoot(syntax) ? syntax : before;
        foreach (var resource in Enumerable.Reverse(resources))
        {
            if (resource is Instance instance && DisposeOf(instance.Type.Symbol) is { } dispose)
            {
                Invoke(dispose, instance, []);
            }
        }
        _callInRoot = before;
    }

    private IMethodSymbol? DisposeOf(INamedTypeSymbol symbol)
    {
        for (var type = symbol; type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers())
            {
                if (member is IMethodSymbol { Name: "Dispose" or "System.IDisposable.Dispose", Parameters.Length: 0 } method
                    && module.BodyOf(method.OriginalDefinition) is not null)
                {
                    return method;
                }
            }
        }
        return null;
    }
}
