using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>The bodies that a reducer reaches in the source, each once: its own first.</summary>
internal sealed class ReachableCode
{
    /// <summary>Code beyond this many methods is not looked at for constants and tables.</summary>
    private const int MostMethods = 64;

    private readonly Module _module;
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);

    public ReachableCode(Module module, IMethodSymbol reducer)
    {
        _module = module;
        Enqueue(reducer);
        for (var i = 0; i < Bodies.Count; i++)
        {
            module.Cancellation.ThrowIfCancellationRequested();
            foreach (var operation in Bodies[i].DescendantsAndSelf())
            {
                Operations.Add(operation);
                Follow(operation);
            }
        }
    }

    public List<IOperation> Bodies { get; } = [];

    public List<IOperation> Operations { get; } = [];

    private void Follow(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation { TargetMethod: { MethodKind: not MethodKind.LocalFunction } target }:
                Enqueue(target.OriginalDefinition);
                FollowStatics(target.TypeArguments);
                break;
            case IMethodReferenceOperation { Method: { MethodKind: not MethodKind.LocalFunction } target }:
                Enqueue(target.OriginalDefinition);
                break;
            case IPropertyReferenceOperation { Property: { GetMethod: { } getter } } when _module.RowTypeOf(operation.Type!) is null:
                Enqueue(getter.OriginalDefinition);
                break;
            case IFieldReferenceOperation { Field: { IsStatic: true, IsConst: false } field }:
                Enqueue(field);
                break;
            case IObjectCreationOperation { Constructor: { IsImplicitlyDeclared: false } constructor }:
                Enqueue(constructor.OriginalDefinition);
                FollowInitializers(constructor.ContainingType);
                FollowImplementations(constructor.ContainingType);
                break;
            case IObjectCreationOperation { Type: INamedTypeSymbol { TypeKind: TypeKind.Class } created }:
                FollowImplementations(created);
                break;
        }
    }

    /// <summary>What the members of a type start with may use the parameters of its primary constructor.</summary>
    private void FollowInitializers(INamedTypeSymbol created)
    {
        foreach (var member in created.OriginalDefinition.GetMembers())
        {
            if (_module.InitializerOf(member) is not null)
            {
                Enqueue(member);
            }
        }
    }

    /// <summary>What is created may be called through its interfaces and base types.</summary>
    private void FollowImplementations(INamedTypeSymbol created)
    {
        if (Exceptions.IsException(created))
        {
            return;
        }
        for (var type = created; type is { DeclaringSyntaxReferences.Length: > 0 }; type = type.BaseType)
        {
            var isContracted = type.Interfaces.Any(static contract => !IsGenerated(contract));
            foreach (var member in type.GetMembers())
            {
                if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.PropertyGet
                    or MethodKind.ExplicitInterfaceImplementation, IsStatic: false, IsImplicitlyDeclared: false } method
                    && (isContracted || OverridesSource(method)))
                {
                    Enqueue(method.OriginalDefinition);
                }
            }
        }
    }

    /// <summary>What the compiler has records implement, and the generator has the types of the module.</summary>
    private static bool IsGenerated(INamedTypeSymbol contract) => contract.Name is "IEquatable" or "IStructuralReadWrite";

    private static bool OverridesSource(IMethodSymbol method) =>
        method.OverriddenMethod is { } overridden && (overridden.DeclaringSyntaxReferences.Length > 0 || OverridesSource(overridden));

    /// <summary>What stands for a type parameter may be called through the static members of its interfaces.</summary>
    private void FollowStatics(IEnumerable<ITypeSymbol> arguments)
    {
        foreach (var argument in arguments.Where(static argument => argument.DeclaringSyntaxReferences.Length > 0))
        {
            foreach (var member in argument.AllInterfaces.SelectMany(static contract => contract.GetMembers()))
            {
                if (member is IMethodSymbol { IsStatic: true }
                    && argument.FindImplementationForInterfaceMember(member) is { } implementation)
                {
                    Enqueue(implementation.OriginalDefinition);
                }
            }
        }
    }

    private void Enqueue(ISymbol symbol)
    {
        if (symbol.DeclaringSyntaxReferences.Length > 0 && Bodies.Count < MostMethods && _seen.Add(symbol)
            && _module.BodyOf(symbol) is { } body)
        {
            Bodies.Add(body);
        }
    }
}
