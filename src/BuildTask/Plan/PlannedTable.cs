namespace SpacetimeSchema.Build.Plan;

/// <summary>All that is said of one table, or of the type, function or view where it is about none.</summary>
internal sealed class PlannedTable(string name, IEnumerable<PlannedChange> changes)
{
    public string Name { get; } = name;

    /// <summary>The worst first.</summary>
    public IReadOnlyList<(PlanGroup Group, IReadOnlyList<PlannedChange> Changes)> Groups { get; } =
    [
        .. changes
            .GroupBy(static change => change.Group)
            .OrderBy(static group => group.Key)
            .Select(static group =>
                (group.Key, (IReadOnlyList<PlannedChange>)[.. group.OrderBy(static change => change.Message, StringComparer.Ordinal)])),
    ];
}
