namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>What was moved between two orders of the same things.</summary>
internal static class Order
{
    /// <summary>The fewest things that must have moved, in the new order: those outside a longest common subsequence.</summary>
    public static IReadOnlyList<string> Moved(IReadOnlyList<string> old, IReadOnlyList<string> @new)
    {
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < old.Count; i++)
        {
            positions[old[i]] = i;
        }
        var kept = LongestIncreasing(@new.Select(name => positions[name]).ToArray());
        return @new.Where((_, i) => !kept.Contains(i)).ToArray();
    }

    /// <summary>The indices of a longest increasing subsequence, by patience sorting.</summary>
    private static HashSet<int> LongestIncreasing(int[] values)
    {
        var tails = new List<int>();
        var previous = new int[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var (low, high) = (0, tails.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (values[tails[middle]] < values[i])
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle;
                }
            }
            previous[i] = low > 0 ? tails[low - 1] : -1;
            if (low == tails.Count)
            {
                tails.Add(i);
            }
            else
            {
                tails[low] = i;
            }
        }
        var result = new HashSet<int>();
        for (var i = tails.Count > 0 ? tails[tails.Count - 1] : -1; i >= 0; i = previous[i])
        {
            result.Add(i);
        }
        return result;
    }
}
