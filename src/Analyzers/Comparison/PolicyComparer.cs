using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// A changed case-conversion policy renames tables, columns and variants by the hundred. It is one change, which stands for all
/// that follows from it, and for nothing else. The same is true of a 1.x database, whose names are as they were written, under a 2.x
/// module.
/// </summary>
internal static class PolicyComparer
{
    /// <summary>
    /// The one change, and those that it does not stand for. Null where the policy is as it was, or nothing follows from it.
    /// </summary>
    /// <param name="changes">What a comparison by the current names finds.</param>
    public static IReadOnlyList<SchemaChange>? Compare(ModuleSchema deployed, ModuleSchema current, IReadOnlyList<SchemaChange> changes)
    {
        if (current.Policy is not { } policy || DeployedPolicy(deployed, current, policy) is not { } before || before == policy)
        {
            return null;
        }
        var names = new PolicyNames(current, policy, before);
        var swallowed = changes.Where(names.MayCause).ToArray();
        var consequences = swallowed.Where(static change => change.Publish != PublishVerdict.Allowed || change.Disconnects).ToArray();
        if (consequences.Length == 0)
        {
            return deployed.Policy is null
                ? null
                : [new(ChangeKind.PolicyRecorded, SchemaElement.Module, "ChangePolicy")
                {
                    Old = Text(before),
                    New = Text(policy),
                }, .. changes];
        }
        return
        [
            new(
                ChangeKind.PolicyChanged,
                SchemaElement.Module,
                consequences.OrderByDescending(static change => change.Publish).ThenBy(static change => change.Stage).First().Planner)
            {
                Publish = consequences.Max(static change => change.Publish),
                Stage = consequences.Any(static change => change is { Publish: PublishVerdict.Rejected, Stage: PublishStage.Plan })
                    ? PublishStage.Plan
                    : consequences.Max(static change => change.Stage),
                Disconnects = consequences.Any(static change => change.Disconnects),
                Affects = swallowed.SelectMany(static change => change.Affects).Distinct().ToEquatableArray(),
                Errors = swallowed.SelectMany(static change => change.Errors).Distinct().ToEquatableArray(),
                Old = Text(before),
                New = Text(policy),
                Detail = deployed.SpacetimeDBVersion is { } version && version.StartsWith("1.", StringComparison.Ordinal)
                    ? $"The database was made by SpacetimeDB {version}, which keeps names as they are written. "
                    : "",
            },
            .. changes.Except(swallowed),
        ];
    }

    private static string Text(CaseConversionPolicy policy) => policy.ToString();

    /// <summary>
    /// What the baseline says; a server does not say it, so the policy is the one under which more of the current names are found
    /// in the database.
    /// </summary>
    private static CaseConversionPolicy? DeployedPolicy(ModuleSchema deployed, ModuleSchema current, CaseConversionPolicy policy)
    {
        if (deployed.Policy is not null)
        {
            return deployed.Policy;
        }
        var other = policy == CaseConversionPolicy.None ? CaseConversionPolicy.SnakeCase : CaseConversionPolicy.None;
        return Known(deployed, current, other) > Known(deployed, current, policy) ? other : policy;
    }

    /// <summary>How many tables and columns of the code the database has under a policy.</summary>
    private static int Known(ModuleSchema deployed, ModuleSchema current, CaseConversionPolicy policy)
    {
        var count = 0;
        foreach (var table in current.Tables)
        {
            var accessor = table.Accessor ?? table.Name;
            var hasExplicitName = current.Policy is { } own && table.Name != CaseConversion.ToCanonical(accessor, own);
            if (deployed.Table(hasExplicitName ? table.Name : CaseConversion.ToCanonical(accessor, policy)) is { } counterpart)
            {
                count += 1
                    + table.Columns.Count(column =>
                        counterpart.Column(CaseConversion.ToCanonical(column.SourceName ?? column.Name, policy)) is not null);
            }
        }
        return count;
    }
}
