using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Calls of arrays, lists and dictionaries.</summary>
internal sealed partial class Interpreter
{
    private bool TryCallCollection(IMethodSymbol method, object? receiver, object?[] arguments, out object? result)
    {
        var name = method.Name;
        var type = method.ContainingType.OriginalDefinition;
        result = null;
        switch (receiver, name, arguments)
        {
            case (List<object?> list, "Sort", []):
                list.Sort(Order);
                return true;
            case (object?[] array, "CopyTo", [object?[] target, int start]):
                return TryCallArray("Copy", array, [array, 0, target, start, array.Length], out result);
            case (null, "AsSpan", [List<object?>]) when type.Name == "CollectionsMarshal":
                result = arguments[0];
                return true;
            case (null, "Empty", []) when type.SpecialType == SpecialType.System_Array:
                result = Array.Empty<object?>();
                return true;
            case (null, _, [object?[] array, ..]) when type.SpecialType == SpecialType.System_Array:
                return TryCallArray(name, array, arguments, out result);
            case (null, "Create", _) when CreatedComparer(type, arguments) is { } comparer:
                result = comparer;
                return true;
            case (null, "Create", _) when type.Name == "Tuple":
                result = new TupleValue(arguments);
                return true;
            case (null, "Create", [var key, var value]) when type.Name == "KeyValuePair":
                result = new KeyValuePair<object, object?>(key!, value);
                return true;
            case (Dictionary<object, object?> dictionary, _, _):
                return TryCallDictionary(dictionary, name, arguments, method, out result);
            case (null, "TryAdd", [IDictionary<object, object?> dictionary, ..]) when type.Name == "CollectionExtensions":
                return TryCallDictionary(dictionary, name, [arguments[1], arguments[2]], method, out result);
            case (null, "GetValueOrDefault", [IDictionary<object, object?> dictionary, var key, ..])
                when type.Name == "CollectionExtensions" || IsImmutable(type):
                result = dictionary.TryGetValue(key!, out var found) ? found
                    : arguments.Length > 2 ? arguments[2]
                    : Values.DefaultOf(method.ReturnType);
                return true;
            default:
                return false;
        }
    }
}
