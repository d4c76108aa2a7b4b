namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>Pairs what vanished with what appeared, by a score; never between candidates that are equally good.</summary>
internal static class RenameMatcher
{
    /// <param name="score">How well a pair fits; null where it cannot be a rename.</param>
    public static IReadOnlyList<(T Old, T New)> Match<T>(IEnumerable<T> removed, IEnumerable<T> added, Func<T, T, double?> score)
        where T : class
    {
        var candidates = (
            from old in removed
            from @new in added
            let value = score(old, @new)
            where value is not null
            orderby value descending
            select (Old: old, New: @new, Score: value.Value)).ToList();
        var result = new List<(T Old, T New)>();
        while (candidates.Count > 0)
        {
            var best = candidates[0];
            var rivals = candidates.FindAll(candidate => candidate.Score == best.Score
                && (ReferenceEquals(candidate.Old, best.Old) || ReferenceEquals(candidate.New, best.New)));
            if (rivals.Count == 1)
            {
                result.Add((best.Old, best.New));
                candidates.RemoveAll(candidate => ReferenceEquals(candidate.Old, best.Old) || ReferenceEquals(candidate.New, best.New));
            }
            else
            {
                // All that takes part in the tie stays unmatched: any lesser pair of them would be a guess as well.
                candidates.RemoveAll(candidate =>
                    rivals.Exists(rival => ReferenceEquals(candidate.Old, rival.Old) || ReferenceEquals(candidate.New, rival.New)));
            }
        }
        return result;
    }
}
