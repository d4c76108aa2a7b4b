using System.Collections;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>A span over a part of an array or a list: what is written to it is written there.</summary>
internal sealed class SpanValue(IList<object?> items, int start, int length) : IReadOnlyList<object?>
{
    public int Count => length;

    public object? this[int index]
    {
        get => items[At(index)];
        set => items[At(index)] = value;
    }

    /// <summary>A part of an array, a list or another span; null where the value is none of them.</summary>
    public static SpanValue? Over(object? value) => value switch
    {
        SpanValue span => span,
        object?[] array => new(array, 0, array.Length),
        List<object?> list => new(list, 0, list.Count),
        _ => null,
    };

    public SpanValue Slice(int from, int count) => from >= 0 && count >= 0 && from + count <= length
        ? new(items, start + from, count)
        : throw new ThrownException("System.ArgumentOutOfRangeException");

    public void Write(IReadOnlyList<object?> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            this[i] = values[i];
        }
    }

    public IEnumerator<object?> GetEnumerator()
    {
        for (var i = 0; i < length; i++)
        {
            yield return items[start + i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int At(int index) =>
        index >= 0 && index < length ? start + index : throw new ThrownException("System.IndexOutOfRangeException");
}
