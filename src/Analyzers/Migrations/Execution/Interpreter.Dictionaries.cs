using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Members of dictionaries whose keys are values of the execution.</summary>
internal sealed partial class Interpreter
{
    private static bool TryCallDictionary(
        IDictionary<object, object?> dictionary, string name, object?[] arguments, IMethodSymbol method, out object? result)
    {
        result = null;
        switch (name, arguments)
        {
            case ("TryGetValue", [{ } key, _]):
                result = dictionary.TryGetValue(key, out var value);
                arguments[1] = result is true ? value : Values.DefaultOf(method.Parameters[1].Type);
                return true;
            case ("TryAdd", [{ } key, var added]):
                result = !dictionary.ContainsKey(key);
                if (result is true)
                {
                    dictionary.Add(key, added);
                }
                return true;
            case ("GetOrAdd", [{ } key, var made]):
                result = dictionary.TryGetValue(key, out var present)
                    ? present
                    : dictionary[key] = made is Closure make ? make.Invoke(key) : made;
                return true;
            case ("AddOrUpdate", [{ } key, var made, Closure update]):
                result = dictionary[key] = dictionary.TryGetValue(key, out var old) ? update.Invoke(key, old)
                    : made is Closure create ? create.Invoke(key)
                    : made;
                return true;
            case ("Remove" or "TryRemove", [{ } key, _]):
                result = dictionary.TryGetValue(key, out var removed);
                arguments[1] = removed;
                dictionary.Remove(key);
                return true;
            default:
                return false;
        }
    }
}
