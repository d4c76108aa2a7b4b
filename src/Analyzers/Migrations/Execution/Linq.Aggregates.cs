using System.Collections;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>What makes one value of many.</summary>
internal static partial class Linq
{
    private static bool TrySummarize(string name, Query query, out object? result)
    {
        var (source, order) = (query.Source, query.Order);
        switch (name)
        {
            case "Any":
                result = query.Filtered.Any();
                return true;
            case "All":
                result = source.All(item => Conversions.Truth(query.Function!.Invoke(item)));
                return true;
            case "Count":
                result = query.Filtered.Count();
                return true;
            case "LongCount":
                result = query.Filtered.LongCount();
                return true;
            case "Contains":
                result = source.Any(item =>
                    query.Equality is { } equality ? equality.Equals(item, query.Second) : Equals(item, query.Second));
                return true;
            case "SequenceEqual":
                result = source.SequenceEqual(Sequence(query.Second), query.Equality);
                return true;
            case "Max" or "Min":
                result = OrNull(Extreme(query.Values, name == "Max" ? 1 : -1, order), query.IsNullable);
                return true;
            case "MaxBy" or "MinBy":
                result = OrNull(ExtremeBy(source, query.Function!, name == "MaxBy" ? 1 : -1, order), query.IsNullable);
                return true;
            case "Sum":
                result = query.OfResult(Sum(query.Values));
                return true;
            case "Average":
                result = Average(query.Values.Where(static value => value is not null).ToList(), query.OfResult, query.IsNullable);
                return true;
            case "Aggregate":
                result = Aggregate(source, query.Arguments);
                return true;
            default:
                result = null;
                return false;
        }
    }

    /// <summary>Of nothing, the extreme of what may be null is null.</summary>
    private static object? OrNull(object?[]? boxed, bool isNullable) => boxed is null && isNullable ? null : OrThrow(boxed);

    private static object?[]? Extreme(IEnumerable<object?> values, int sign, IComparer<object?> order)
    {
        object?[]? best = null;
        foreach (var value in values)
        {
            if (best is null || (value is not null && order.Compare(value, best[0]) * sign > 0))
            {
                best = [value];
            }
        }
        return best;
    }

    private static object?[]? ExtremeBy(IEnumerable<object?> source, Closure key, int sign, IComparer<object?> order)
    {
        object?[]? best = null;
        foreach (var item in source)
        {
            var value = key.Invoke(item);
            if (best is null || order.Compare(value, best[0]) * sign > 0)
            {
                best = [value, item];
            }
        }
        return best is null ? null : [best[1]];
    }

    private static object Sum(IEnumerable<object?> values)
    {
        object sum = 0m;
        foreach (var value in values)
        {
            sum = value switch
            {
                null => sum,
                double or float => Convert.ToDouble(sum, null) + Convert.ToDouble(value, null),
                decimal number => sum is decimal total ? total + number : throw new LostTrackException("sum"),
                _ => sum is decimal total ? total + (decimal)Numbers.ToInteger(value) : throw new LostTrackException("sum"),
            };
        }
        return sum;
    }

    private static object? Average(List<object?> values, Func<object?, object?> ofResult, bool isNullable) =>
        values.Count == 0
            ? isNullable ? null : throw new ThrownException("System.InvalidOperationException")
            : ofResult(Sum(values) is decimal exact ? exact / values.Count : (double)Sum(values) / values.Count);

    private static object? Aggregate(IEnumerable<object?> source, object?[] arguments)
    {
        var hasSeed = arguments.Length > 2;
        var step = (Closure)arguments[hasSeed ? 2 : 1]!;
        object?[]? result = hasSeed ? [arguments[1]] : null;
        foreach (var item in source)
        {
            result = [result is null ? item : step.Invoke(result[0], item)];
        }
        return arguments.Length > 3 ? ((Closure)arguments[3]!).Invoke(OrThrow(result)) : OrThrow(result);
    }
}
