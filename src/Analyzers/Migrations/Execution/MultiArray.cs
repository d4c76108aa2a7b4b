using System.Collections;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>An array of several dimensions, with its elements row by row.</summary>
internal sealed class MultiArray(int[] lengths, object?[] items) : IReadOnlyCollection<object?>
{
    public int Count => items.Length;

    public int Rank => lengths.Length;

    public int GetLength(int dimension) =>
        dimension >= 0 && dimension < lengths.Length ? lengths[dimension] : throw new ThrownException("System.IndexOutOfRangeException");

    public Place Element(IReadOnlyList<object?> indices)
    {
        var position = 0;
        for (var i = 0; i < lengths.Length; i++)
        {
            var index = i < indices.Count && indices[i] is { } given && Numbers.IsNumber(given)
                ? Numbers.ToInteger(given)
                : throw new LostTrackException("index");
            position = index >= 0 && index < lengths[i]
                ? position * lengths[i] + (int)index
                : throw new ThrownException("System.IndexOutOfRangeException");
        }
        return new ComputedPlace(() => items[position], value => items[position] = value);
    }

    public MultiArray Clone() => new(lengths, Array.ConvertAll(items, Values.Copy));

    public void Fill(object? value)
    {
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Values.Copy(value);
        }
    }

    public IEnumerator<object?> GetEnumerator() => items.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
