using System.Collections;
using System.Collections.Immutable;

namespace SpacetimeDB.Codegen.Model;

/// <summary>An array that equals another with equal elements, so that the driver can tell that nothing has changed.</summary>
internal readonly struct EquatableArray<T>(IEnumerable<T> elements) : IEquatable<EquatableArray<T>>, IReadOnlyList<T>
    where T : IEquatable<T>
{
    private readonly ImmutableArray<T> elements = elements.ToImmutableArray();

    public int Count => elements.Length;

    public T this[int index] => elements[index];

    public bool Equals(EquatableArray<T> other) => elements.SequenceEqual(other.elements);

    public override bool Equals(object? other) => other is EquatableArray<T> array && Equals(array);

    public override int GetHashCode() => elements.Aggregate(0, (hash, element) => unchecked((hash * 31) + element.GetHashCode()));

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)elements).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
