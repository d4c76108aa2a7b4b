using System.Collections;
using System.Text.RegularExpressions;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>From the values of the executed code to what the framework's members take.</summary>
internal static class Conversions
{
    public static bool TryToHost(object? value, Type target, out object? converted)
    {
        converted = value;
        if (value is null)
        {
            return !target.IsValueType;
        }
        if (value is Closure closure && target != typeof(object))
        {
            return (converted = ToDelegate(closure, target)) is not null;
        }
        if (target.IsEnum && Numbers.IsNumber(value))
        {
            converted = Enum.ToObject(target, value);
            return true;
        }
        if (target.IsInstanceOfType(value))
        {
            return true;
        }
        if (value is StringComparer comparer)
        {
            converted = new TextComparer(comparer);
            return target.IsInstanceOfType(converted);
        }
        if (target.IsArray && value is object?[] array)
        {
            var elements = Array.CreateInstance(target.GetElementType()!, array.Length);
            for (var i = 0; i < array.Length; i++)
            {
                if (!TryToHost(array[i], target.GetElementType()!, out var element))
                {
                    return false;
                }
                elements.SetValue(element, i);
            }
            converted = elements;
            return true;
        }
        if (target == typeof(IEnumerable<string>) && value is IEnumerable sequence)
        {
            converted = sequence.Cast<object?>().Select(static item => Host.Format(item)).ToArray();
            return true;
        }
        if (target == typeof(IEnumerable<object>) && value is IEnumerable items)
        {
            converted = items.Cast<object?>();
            return true;
        }
        return false;
    }

    public static bool Truth(object? value) => value is bool truth ? truth : throw new LostTrackException("condition");

    private static object? ToDelegate(Closure closure, Type target) =>
        target == typeof(Predicate<object>) ? new Predicate<object?>(item => Truth(closure.Invoke(item)))
        : target == typeof(Action<object>) ? new Action<object?>(item => closure.Invoke(item))
        : target == typeof(Comparison<object>)
            ? new Comparison<object?>((a, b) => closure.Invoke(a, b) is int order ? order : throw new LostTrackException("order"))
        : target == typeof(MatchEvaluator) ? new MatchEvaluator(match => Host.Format(closure.Invoke(match)))
        : null;

    /// <summary>A comparer of texts for collections of objects.</summary>
    internal sealed class TextComparer(StringComparer comparer) : IEqualityComparer<object?>, IComparer<object?>
    {
        public new bool Equals(object? x, object? y) => comparer.Equals(x as string, y as string);

        public int GetHashCode(object? text) => comparer.GetHashCode(text as string ?? "");

        public int Compare(object? x, object? y) => comparer.Compare(x as string, y as string);
    }
}
