using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Which method a virtual call, an interface or a method group comes to.</summary>
internal sealed partial class Interpreter
{
    private object MethodGroup(IMethodReferenceOperation reference, Frame frame)
    {
        var method = reference.Method;
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            return frame.Find(method.OriginalDefinition)?.Value ?? throw new LostTrackException(method.Name);
        }
        var receiver = reference.Instance is null ? null : Evaluate(reference.Instance, frame);
        return new Closure(
            arguments => receiver switch
            {
                // The generators emit bodies for some of these.
                TableValue { Table: var table } => CallTable(table, method.Name, arguments, reference),
                IndexValue index => CallIndex(index, method.Name, arguments, reference),
                _ => module.BodyOf(method.OriginalDefinition) is not null ? Invoke(method, receiver, arguments, frame)
                    : TryCallKnown(method, receiver, arguments, null, out var known) ? known
                    : CallWithoutSource(method, receiver, arguments),
            },
            method.Parameters.Length);
    }

    private IMethodSymbol Implementation(IMethodSymbol method, Instance instance)
    {
        if (method.ContainingType.TypeKind == TypeKind.Interface)
        {
            method = Implemented(instance.Type.Symbol, method) ?? method;
            if (method.ContainingType.TypeKind == TypeKind.Interface)
            {
                return method;
            }
        }
        // What implements it may be overridden again.
        if (method.IsVirtual || method.IsAbstract || method.IsOverride)
        {
            for (var type = instance.Type.Symbol; type is not null; type = type.BaseType)
            {
                foreach (var member in type.GetMembers(method.Name))
                {
                    if (member is IMethodSymbol candidate
                        && (IsSame(candidate, method) || Overrides(candidate, method)))
                    {
                        return candidate;
                    }
                }
            }
        }
        return method;
    }

    /// <summary><c>base.Name</c> is what it overrides itself.</summary>
    private static bool IsOfBase(IOperation? instance) => instance?.Syntax is BaseExpressionSyntax;

    private static bool Overrides(IMethodSymbol candidate, IMethodSymbol method)
    {
        for (var overridden = candidate.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
        {
            if (IsSame(overridden, method))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>What implements a member of an interface; generic code names that of another construction of the interface.</summary>
    private static IMethodSymbol? Implemented(INamedTypeSymbol type, IMethodSymbol method)
    {
        var members = type.AllInterfaces
            .Where(contract => SymbolEqualityComparer.Default.Equals(contract.OriginalDefinition, method.ContainingType.OriginalDefinition))
            .SelectMany(contract => contract.GetMembers(method.Name)).Where(member => IsSame(member, method)).ToArray();
        return (type.FindImplementationForInterfaceMember(method)
            ?? (members is [var only] ? type.FindImplementationForInterfaceMember(only) : null)) as IMethodSymbol;
    }

    private static bool IsSame(ISymbol member, ISymbol other) =>
        SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, other.OriginalDefinition);

    private static Type?[] HostParameters(IMethodSymbol method) =>
        method.OriginalDefinition.Parameters
            .Select(static parameter => parameter.Type.TypeKind == TypeKind.TypeParameter ? null : HostTypes.Of(parameter.Type))
            .ToArray();
}
