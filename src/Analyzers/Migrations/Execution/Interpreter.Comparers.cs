using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Comparers, orders and collections that the module writes, for collections and queries of the framework.</summary>
internal sealed partial class Interpreter
{
    private ModuleComparer? _order;

    /// <summary>The default order: the module's own types have that of their <c>CompareTo</c>.</summary>
    private ModuleComparer Order => _order ??= new(
        (x, y) => (x, y) switch
        {
            (Instance own, Instance) when MemberOf(own, "CompareTo", 1) is { } compare => (int)Invoke(compare, own, [y])!,
            (TupleValue a, TupleValue b) => a.CompareTo(b, Order),
            _ => Ordering.Instance.Compare(x, y),
        },
        null);

    /// <summary>Puts what the framework can call in the place of the module's own comparers and collections.</summary>
    private void AdaptOwn(IMethodSymbol method, object?[] arguments)
    {
        for (var i = 0; i < arguments.Length && i < method.Parameters.Length; i++)
        {
            if (arguments[i] is Instance instance)
            {
                arguments[i] = method.Parameters[i].Type.Name switch
                {
                    "IComparer" or "IEqualityComparer" => ComparerOf(instance),
                    "IEnumerable" => ItemsOf(instance),
                    _ => instance,
                };
            }
        }
    }

    /// <summary>Collections that keep an order, without one given to them.</summary>
    private object?[] WithOrder(INamedTypeSymbol type, object?[] arguments) =>
        type.Name is "SortedDictionary" or "SortedList" or "SortedSet" or "PriorityQueue"
            && !arguments.Any(static argument => argument is null or int or StringComparer or IComparer<object?>)
            ? [.. arguments, Order]
            : arguments;

    /// <summary>What a loop or a query goes through.</summary>
    private IEnumerable<object?> ItemsOf(object? collection) => collection is Instance instance
        ? Walk(Invoke(MemberOf(instance, "GetEnumerator", 0) ?? throw new LostTrackException("sequence"), instance, []))
        : Linq.Sequence(collection);

    private IEnumerable<object?> Walk(object? enumerator)
    {
        switch (enumerator)
        {
            case IEnumerator<object?> walk:
                while (walk.MoveNext())
                {
                    yield return walk.Current;
                }
                break;
            case Instance own when MemberOf(own, "MoveNext", 0) is { } next
                && own.Type.Symbol.GetMembers("Current").FirstOrDefault() is { } current:
                while (Conversions.Truth(Invoke(next, own, [])))
                {
                    yield return ReadMember(own, current);
                }
                break;
            default:
                foreach (var item in Linq.Sequence(enumerator))
                {
                    yield return item;
                }
                break;
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
                    && (method.Name == name || method.Name.EndsWith("." + name, StringComparison.Ordinal))
                    && module.BodyOf(method.OriginalDefinition) is not null)
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
