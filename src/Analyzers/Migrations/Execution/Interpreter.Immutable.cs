using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Immutable and frozen collections: the collections that change, copied before each change.</summary>
internal sealed partial class Interpreter
{
    private static bool IsImmutable(ITypeSymbol type) =>
        (type.Name.StartsWith("Immutable", StringComparison.Ordinal) || type.Name.StartsWith("IImmutable", StringComparison.Ordinal)
            || type.Name.StartsWith("Frozen", StringComparison.Ordinal) || IsBuilder(type))
        && type.ContainingNamespace is { Name: "Immutable" or "Frozen", ContainingNamespace.Name: "Collections" };

    private static bool IsBuilder(ITypeSymbol type) => type is { Name: "Builder", ContainingType: not null };

    /// <summary>A builder is the collection that changes.</summary>
    private static bool TryCallBuilder(IMethodSymbol method, object? receiver, object?[] arguments, out object? result)
    {
        if (receiver is null)
        {
            throw new ThrownException("System.NullReferenceException");
        }
        if (method.Name is "ToImmutable" or "MoveToImmutable" or "DrainToImmutable")
        {
            result = CopyOf(receiver);
            return true;
        }
        return (receiver is Dictionary<object, object?> dictionary
                && TryCallDictionary(dictionary, method.Name, arguments, method, out result))
            || Host.TryInvoke(receiver.GetType(), method.Name, receiver, arguments, new Type?[arguments.Length], out result);
    }

    private static bool TryCallImmutable(INamedTypeSymbol type, object? receiver, string name, object?[] arguments, out object? result)
    {
        result = (receiver, name) switch
        {
            (null, "CreateBuilder") => type.Name.EndsWith("Dictionary", StringComparison.Ordinal)
                ? new Dictionary<object, object?>()
                : Collection(type, []),
            ({ } items, "ToBuilder") => CopyOf(items),
            (null, "Create" or "CreateRange" or "ToImmutableArray" or "ToImmutableList" or "ToImmutableHashSet"
                or "ToImmutableSortedSet" or "ToFrozenSet") =>
                Collection(
                    type, name == "Create" && arguments is not [object?[] or List<object?>] ? arguments : Linq.Sequence(arguments[0])),
            (null, "ToImmutableDictionary" or "ToFrozenDictionary" or "ToImmutableSortedDictionary") =>
                Linq.Call("ToDictionary", WithoutNulls(arguments), static value => value, null, isNullable: false, Ordering.Instance),
            (null, "GetValueOrDefault") => null,
            ({ } items, _) => Changed(CopyOf(items), name, arguments),
            _ => throw new LostTrackException(name),
        };
        return result is not null;
    }

    private static object CopyOf(object items) => items switch
    {
        List<object?> list => new List<object?>(list),
        HashSet<object?> set => new HashSet<object?>(set, set.Comparer),
        Dictionary<object, object?> dictionary => new Dictionary<object, object?>(dictionary, dictionary.Comparer),
        _ => throw new LostTrackException("immutable"),
    };

    private static object?[] WithoutNulls(object?[] arguments) => arguments.Where(static argument => argument is not null).ToArray();

    private static object Collection(INamedTypeSymbol type, IEnumerable<object?> items) =>
        type.Name.EndsWith("Set", StringComparison.Ordinal) ? new HashSet<object?>(items) : items.ToList();

    /// <summary>What a method makes of a copy; null where it is one that only looks.</summary>
    private static object? Changed(object copy, string name, object?[] arguments)
    {
        var change = name switch
        {
            "Add" or "AddRange" or "Insert" or "InsertRange" or "Remove" or "RemoveAt" or "RemoveAll" or "Clear" or "Reverse" or "Sort" =>
                name,
            "Union" or "Except" or "Intersect" => name + "With",
            "SetItem" => "set_Item",
            _ => null,
        };
        if (change is null)
        {
            return null;
        }
        if (change is "Add" && copy is Dictionary<object, object?> dictionary && dictionary.ContainsKey(arguments[0]!))
        {
            return Equals(dictionary[arguments[0]!], arguments[1]) ? copy : throw new ThrownException("System.ArgumentException");
        }
        return Host.TryInvoke(copy.GetType(), change, copy, arguments, new Type?[arguments.Length], out _)
            ? copy
            : throw new LostTrackException(name);
    }
}
