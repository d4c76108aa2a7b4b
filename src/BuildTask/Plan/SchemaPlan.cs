using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;

namespace SpacetimeSchema.Build.Plan;

/// <summary>What publish would do with a module whose snapshot is deployed.</summary>
internal sealed class SchemaPlan(string baseline, ModuleSchema current, IReadOnlyList<PlannedChange> changes)
{
    /// <summary>What the snapshot keeps as accepted.</summary>
    public IReadOnlyList<AcceptedChange> Accepted { get; init; } = [];

    /// <summary>The file name of the snapshot.</summary>
    public string Baseline { get; } = baseline;

    public ModuleSchema Current { get; } = current;

    /// <summary>By table; in each the worst first.</summary>
    public IReadOnlyList<PlannedChange> Changes { get; } =
    [
        .. changes
            .OrderBy(static change => change.Subject, StringComparer.Ordinal)
            .ThenByDescending(static change => change.Verdict)
            .ThenBy(static change => change.Message, StringComparer.Ordinal),
    ];

    public int Count(PlanVerdict verdict) => Changes.Count(change => change.Verdict == verdict);

    public PlanVerdict Verdict => Changes.Count == 0 ? PlanVerdict.Allowed : Changes.Max(static change => change.Verdict);

    /// <summary>The whole in one sentence.</summary>
    public string Summary => (Changes.Count, Verdict) switch
    {
        (0, _) => "Nothing changes.",
        (_, PlanVerdict.Rejected) => $"Publish will reject this: {Count(PlanVerdict.Rejected)} of {Changes.Count} changes cannot be made.",
        (_, PlanVerdict.DataDependent) => $"Publish will fail or not by the rows that are there: {Count(PlanVerdict.DataDependent)} of {Changes.Count} changes depend on them.",
        (_, PlanVerdict.Disconnects) => "Publish needs --break-clients: every client is disconnected.",
        _ => "Publish will do this, and no client is disconnected.",
    };

    public static string Words(PlanVerdict verdict) => verdict switch
    {
        PlanVerdict.Rejected => "rejected",
        PlanVerdict.DataDependent => "depends on the data",
        PlanVerdict.Disconnects => "disconnects every client",
        _ => "allowed",
    };
}
