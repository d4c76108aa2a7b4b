using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;

namespace SpacetimeSchema.Build.Plan;

/// <summary>What publish would do with a module whose snapshot is deployed, to whom, and what of it cannot be taken back.</summary>
internal sealed class SchemaPlan(string baseline, ModuleSchema current, IReadOnlyList<PlannedChange> changes)
{
    /// <summary>What the snapshot keeps as accepted.</summary>
    public IReadOnlyList<AcceptedChange> Accepted { get; init; } = [];

    /// <summary>The file name of the snapshot.</summary>
    public string Baseline { get; } = baseline;

    public ModuleSchema Current { get; } = current;

    /// <summary>What the server has, as the compiler was told.</summary>
    public EngineVersion Engine { get; } = DeployedSchema.EngineOf(current);

    /// <summary>By whose rules publish is judged.</summary>
    public EngineVersion Rules => Engine > EngineVersion.Newest ? EngineVersion.Newest : Engine;

    public string Judgement => Rules == Engine
        ? $"Judged by the rules of SpacetimeDB {Rules}."
        : $"Judged by the rules of SpacetimeDB {Rules}, because this package does not know those of {Engine} yet: look for a newer one.";

    /// <summary>One list: by table, and in each by what happens, the worst first.</summary>
    public IReadOnlyList<PlannedTable> Tables { get; } =
    [
        .. changes
            .GroupBy(static change => change.Subject)
            .OrderBy(static table => table.Key, StringComparer.Ordinal)
            .Select(static table => new PlannedTable(table.Key, table)),
    ];

    public IEnumerable<PlannedChange> Changes => Tables.SelectMany(static table => table.Groups).SelectMany(static group => group.Changes);

    /// <summary>What this publish would do; the way back is another one.</summary>
    private IEnumerable<PlannedChange> Forward => Changes.Where(static change => change.Group != PlanGroup.NoWayBack);

    private int Count(PlanGroup group) => Changes.Count(change => change.Group == group);

    public PlanVerdict Verdict => Forward.Any() ? Forward.Max(static change => change.Verdict) : PlanVerdict.Allowed;

    /// <summary>The whole in a few sentences.</summary>
    public string Summary
    {
        get
        {
            var count = Forward.Count();
            return (count, Verdict) switch
            {
                (0, _) =>
                    Accepted.Count == 0
                        ? "Nothing changes."
                        : "Nothing changes but what was accepted, which publish rejects unless it deletes the data.",
                (1, PlanVerdict.Rejected) => "Publish will reject this: the change cannot be made.",
                (_, PlanVerdict.Rejected) => $"Publish will reject this: {Count(PlanGroup.Rejected)} of {count} changes cannot be made.",
                (_, PlanVerdict.DataDependent) =>
                    $"Publish will fail or not by the rows that are there: {Share(Count(PlanGroup.DependsOnData), count, "depend")} on them.{BreakClients}",
                (_, PlanVerdict.Disconnects) => "Publish needs --break-clients: every client is disconnected.",
                _ => "Publish will do this, and no client is disconnected.",
            } + Aftermath(count);
        }
    }

    private string BreakClients =>
        Forward.Any(static change => change.Disconnects) ? " It needs --break-clients: every client is disconnected." : "";

    /// <param name="verb">As of many.</param>
    private static string Share(int some, int all, string verb) => (some, all) switch
    {
        (_, 1) => $"the change {verb}s",
        (1, _) => $"1 of {all} changes {verb}s",
        _ => $"{some} of {all} changes {verb}",
    };

    /// <summary>What publish itself would not say. Nothing follows from what it rejects.</summary>
    private string Aftermath(int count) => Verdict == PlanVerdict.Rejected
        ? ""
        : (count > 0 && Accepted.Count > 0 ? " That is beside what was accepted, which publish rejects unless it deletes the data." : "")
            + (Count(PlanGroup.BreaksOldClients) is > 0 and var breaking
                ? $" {(count == 1 ? "The change breaks" : Share(breaking, count, "break"))} old clients without a word."
                : "")
            + (Count(PlanGroup.NoWayBack) > 0 ? " The module that is deployed now could not simply be published again." : "");
}
