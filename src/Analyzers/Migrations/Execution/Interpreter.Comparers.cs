using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Comparers that the module writes, for collections and queries of the framework.</summary>
internal sealed partial class Interpreter
{
    /// <summary>Puts what the framework can call in the place of the module's own comparers.</summary>
    private void AdaptComparers(IMethodSymbol method, object?[] arguments)
    {
        for (var i = 0; i < arguments.Length && i < method.Parameters.Length; i++)
        {
            if (arguments[i] is Instance instance && method.Parameters[i].Type.Name is "IComparer" or "IEqualityComparer")
            {
                arguments[i] = ComparerOf((Instance)arguments[i]!);
            }
        }
    }

    private ModuleComparer ComparerOf(Instance comparer) => new(
        MemberOf(comparer, "Compare", 2) is { } compare ? (x, y) => (int)Invoke(compare, comparer, [x, y])! : null,
        MemberOf(comparer, "Equals", 2) is { } equals ? (x, y) => Conversions.Truth(Invoke(equals, comparer, [x, y])) : null);

    private IMethodSymbol? MemberOf(Instance instance, string name, int parameters)
    {
        for (var type = instance.Type.Symbol; type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers())
            {
                if (member is IMethodSymbol { IsStatic: false } method && method.Parameters.Length == parameters
                    && (method.Name == name || method.Name.EndsWith("." + name, StringComparison.Ordinal)) && module.BodyOf(method.OriginalDefinition) is not null)
                {
                    return method;
                }
            }
        }
        return null;
    }

    /// <summary>What <c>Comparer&lt;T&gt;.Create</c> makes.</summary>
    private static ModuleComparer? CreatedComparer(INamedTypeSymbol type, object?[] arguments) => (type.Name, arguments) switch
    {
        ("Comparer", [Closure compare]) => new((x, y) => (int)compare.Invoke(x, y)!, null),
        ("EqualityComparer", [Closure equals, ..]) => new(null, (x, y) => Conversions.Truth(equals.Invoke(x, y))),
        _ => null,
    };
}
