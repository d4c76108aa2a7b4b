using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Calls members of the framework for the executed code.</summary>
internal static class Host
{
    /// <summary>The longest text and the largest collection that the executed code may make.</summary>
    public const int LargestSize = 10_000;

    private static readonly ConcurrentDictionary<(Type Type, string Name, int Count), MethodBase[]> s_methods = new();

    /// <summary>Calls a method by its name; false where none takes these arguments.</summary>
    /// <param name="types">The types of the parameters as the code sees them, null where they are generic.</param>
    public static bool TryInvoke(Type type, string name, object? receiver, object?[] arguments, Type?[] types, out object? result)
    {
        result = null;
        foreach (var argument in arguments)
        {
            if (argument is int and (> LargestSize or < -LargestSize) && type != typeof(Math)
                && type != typeof(int) && type != typeof(long))
            {
                throw new LostTrackException("size");
            }
        }
        if (type == typeof(Regex) && receiver is null)
        {
            (arguments, types) = RegexCalls.Limited(name, arguments, types);
        }
        foreach (var method in Candidates(type, name, arguments.Length))
        {
            if ((method.IsConstructor || method.IsStatic == receiver is null)
                && TryConvert(method.GetParameters(), arguments, types, out var converted))
            {
                result = Call(() =>
                    method is ConstructorInfo constructor
                        ? constructor.Invoke(converted)
                        : RegexCalls.Completed(method.Invoke(receiver, converted)));
                for (var i = 0; i < arguments.Length; i++)
                {
                    arguments[i] = FromHost(converted[i]) is var value && method.GetParameters()[i].ParameterType.IsByRef
                        ? value
                        : arguments[i];
                }
                result = FromHost(result);
                return true;
            }
        }
        return false;
    }

    /// <summary>An exception of the framework is one of the executed code.</summary>
    public static object? Call(Func<object?> call)
    {
        try
        {
            return call();
        }
        catch (TargetInvocationException exception) when (exception.InnerException is LostTrackException or ThrownException
            or OperationCanceledException)
        {
            throw exception.InnerException;
        }
        catch (TargetInvocationException exception) when (exception.InnerException is { } inner and not RegexMatchTimeoutException)
        {
            throw new ThrownException(inner.GetType().FullName!);
        }
        catch (OverflowException exception)
        {
            throw new ThrownException(exception.GetType().FullName!);
        }
        catch (ArgumentException exception)
        {
            throw new ThrownException(exception.GetType().FullName!);
        }
        catch (Exception exception) when (exception is not (LostTrackException or ThrownException or OperationCanceledException))
        {
            throw new LostTrackException(exception.GetType().Name);
        }
    }

    public static string Format(object? value, string? format = null) => value switch
    {
        null => "",
        bool or char or string => value.ToString(),
        IFormattable formattable => (string)Call(() => formattable.ToString(format, CultureInfo.InvariantCulture))!,
        _ => throw new LostTrackException("text"),
    };

    private static MethodBase[] Candidates(Type type, string name, int count) => s_methods.GetOrAdd((type, name, count), static key =>
    {
        var all = key.Name == ".ctor"
            ? key.Type.GetConstructors().Cast<MethodBase>()
            : new[] { key.Type }.Concat(key.Type.IsInterface ? key.Type.GetInterfaces() : []).SelectMany(static type => type.GetMethods())
                .Where(method => method.Name == key.Name && !method.IsGenericMethod);
        return all.Where(method => method.GetParameters().Length == key.Count).ToArray();
    });

    private static bool TryConvert(ParameterInfo[] parameters, object?[] arguments, Type?[] types, out object?[] converted)
    {
        converted = new object?[arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            var type = parameters[i].ParameterType;
            var target = type.IsByRef ? type.GetElementType()! : type;
            // An overload is told by its types: 1 is no char, and "a" no object.
            if (types[i] is { } exact && exact != target && !(target == typeof(object) && exact.IsArray)
                && (target.IsPrimitive || exact.IsPrimitive || target == typeof(object)) && target != exact)
            {
                return false;
            }
            if (!Conversions.TryToHost(arguments[i], target, out converted[i]) && !(type.IsByRef && arguments[i] is null))
            {
                return false;
            }
        }
        return true;
    }

    private static object? FromHost(object? value) => value switch
    {
        string[] texts => Array.ConvertAll(texts, static text => (object?)text),
        char[] characters => Array.ConvertAll(characters, static character => (object?)character),
        byte[] bytes => Array.ConvertAll(bytes, static number => (object?)number),
        Enum word => System.Convert.ChangeType(word, Enum.GetUnderlyingType(word.GetType()), CultureInfo.InvariantCulture),
        _ => value,
    };
}
