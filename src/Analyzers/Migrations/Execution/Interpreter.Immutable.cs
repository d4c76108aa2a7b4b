using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Immutable and frozen collections: the collections that change, copied before each change.</summary>
internal sealed partial class Interpreter
{
    private static bool IsImmutable(ITypeSymbol type) =>
        (type.Name.StartsWith("Immutable", StringComparison.Ordinal) || type.Name.StartsWith("IImmutable", StringComparison.Ordinal)
            || type.Name.StartsWith("Frozen", StringComparison.Ordinal))
        && type.ContainingNamespace is { Name: "Immutable" or "Frozen", ContainingNamespace.Name: "Collections" };

    private static bool TryCallImmutable(INamedTypeSymbol type, object? receiver, string name, object?[] arguments, out object? result)
    {
        result = (receiver, name) switch
        {
            (null, "Create" or "CreateRange" or "ToImmutableArray" or "ToImmutableList" or "ToImmutableHashSet"
                or "ToImmutableSortedSet" or "ToFrozenSet") =>
                Collection(
                    type, name == "Create" && arguments is not [object?[] or List<object?>] ? arguments : Linq.Sequence(arguments[0])),
            (null, "ToImmutableDictionary" or "ToFrozenDictionary" or "ToImmutableSortedDictionary") =>
                Linq.Call("ToDictionary", WithoutNulls(arguments), static value => value, null, isNullable: false, Ordering.Instance),
            (null, "GetValueOrDefault") => null,
            (List<object?> list, _) => Changed(new List<object?>(list), name, arguments),
            (HashSet<object?> set, _) => Changed(new HashSet<object?>(set, set.Comparer), name, arguments),
            (Dictionary<object, object?> dictionary, _) =>
                Changed(new Dictionary<object, object?>(dictionary, dictionary.Comparer), name, arguments),
            _ => throw new LostTrackException(name),
        };
        return result is not null;
    }

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
