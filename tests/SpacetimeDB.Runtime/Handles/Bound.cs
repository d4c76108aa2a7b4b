namespace SpacetimeDB;

/// <summary>A range of an index, both ends included.</summary>
public readonly struct Bound<T>(T min, T max)
{
    public T Min => min;

    public T Max => max;

    public static implicit operator Bound<T>(T value) => new(value, value);

    public static implicit operator Bound<T>((T min, T max) span) => new(span.min, span.max);
}
