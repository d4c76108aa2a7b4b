namespace SpacetimeDB.Internal;

/// <summary>The values that one column of an index may have. Absent from the package, where bounds are serialized.</summary>
public abstract class KeyRange
{
    public static KeyRange Of<T>(Bound<T> bound) => new Typed<T>(bound);

    internal abstract bool Contains(object? value);

    private sealed class Typed<T>(Bound<T> bound) : KeyRange
    {
        private static readonly IComparer<T> Order =
            typeof(T) == typeof(string) ? (IComparer<T>)StringComparer.Ordinal : Comparer<T>.Default;

        private readonly string min = RowText.Of(bound.Min);
        private readonly string max = RowText.Of(bound.Max);

        internal override bool Contains(object? value)
        {
            var text = RowText.Of(value);
            return text == min
                || text == max
                || (min != max && Order.Compare(bound.Min, (T)value!) < 0 && Order.Compare((T)value!, bound.Max) < 0);
        }
    }
}
