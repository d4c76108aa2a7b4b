namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>A row that is not the same in two databases; one of the two is null where it is in one only.</summary>
internal sealed record RowDifference(ModuleTable Table, Instance? Before, Instance? After)
{
    /// <summary>The rows that are known to differ; what holds an unknown value may be the same.</summary>
    public static List<RowDifference> Between(DatabaseState before, DatabaseState after)
    {
        var differences = new List<RowDifference>();
        foreach (var store in after.Tables)
        {
            var old = before.Store(store.Table).Rows;
            var removed = Without(old, store.Rows);
            var added = Without(store.Rows, old);
            for (var i = 0; i < removed.Count; i++)
            {
                // Rows of one key are the same row; in a table without a key, what went and what came are paired in order.
                var match = store.Table.PrimaryKey is >= 0 and var key
                    ? added.FindIndex(row => Values.AreEqual(row.Slots[key], removed[i].Slots[key]))
                    : added.Count - (removed.Count - i) is >= 0 ? 0 : -1;
                var successor = match >= 0 ? added[match] : null;
                Add(differences, new(store.Table, removed[i], successor));
                if (match >= 0)
                {
                    added.RemoveAt(match);
                }
            }
            foreach (var row in added)
            {
                Add(differences, new(store.Table, null, row));
            }
        }
        return differences;
    }

    /// <summary>The slots that are known to differ between the two rows.</summary>
    public IEnumerable<int> Slots()
    {
        for (var slot = 0; Before is not null && After is not null && slot < Before.Slots.Length; slot++)
        {
            if (!Rounding.AreEqual(Before.Slots[slot], After.Slots[slot]) && !Values.HasOpaque(Before.Slots[slot])
                && !Values.HasOpaque(After.Slots[slot]))
            {
                yield return slot;
            }
        }
    }

    private static void Add(List<RowDifference> differences, RowDifference difference)
    {
        var isKnown = difference is { Before: not null, After: not null }
            ? difference.Slots().Any()
            : difference.Table.AutoInc.Length > 0 || !Values.HasOpaque(difference.Before ?? difference.After);
        if (isKnown)
        {
            differences.Add(difference);
        }
    }

    private static List<Instance> Without(IReadOnlyList<Instance> rows, IReadOnlyList<Instance> others)
    {
        var set = new HashSet<Instance>(others, RowComparer.Instance);
        return rows.Where(row => !set.Contains(row)).ToList();
    }

    private sealed class RowComparer : IEqualityComparer<Instance>
    {
        public static readonly RowComparer Instance = new();

        public bool Equals(Instance? x, Instance? y) => Values.AreEqual(x, y);

        public int GetHashCode(Instance row) => Values.HashOf(row.Slots);
    }
}
