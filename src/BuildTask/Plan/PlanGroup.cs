namespace SpacetimeSchema.Build.Plan;

/// <summary>Under what a table's findings are told, the worst first.</summary>
internal enum PlanGroup
{
    Rejected,
    DependsOnData,
    Disconnects,
    BreaksOldClients,
    NoWayBack,
    Allowed,
}

internal static class PlanGroups
{
    /// <summary>What publish does comes before what clients make of it.</summary>
    public static PlanGroup Of(PlannedChange change) => change.Verdict switch
    {
        _ when change.IsAboutWayBack => PlanGroup.NoWayBack,
        PlanVerdict.Rejected => PlanGroup.Rejected,
        PlanVerdict.DataDependent => PlanGroup.DependsOnData,
        PlanVerdict.Disconnects => PlanGroup.Disconnects,
        _ when change.Rule.StartsWith("STS2", StringComparison.Ordinal) => PlanGroup.BreaksOldClients,
        _ => PlanGroup.Allowed,
    };

    public static string Words(this PlanGroup group) => group switch
    {
        PlanGroup.Rejected => "rejected",
        PlanGroup.DependsOnData => "depends on the data",
        PlanGroup.Disconnects => "disconnects every client",
        PlanGroup.BreaksOldClients => "breaks old clients",
        PlanGroup.NoWayBack => "no way back",
        _ => "allowed",
    };

    /// <summary>The words of the JSON.</summary>
    public static string Key(this PlanGroup group) => group switch
    {
        PlanGroup.Rejected => "rejected",
        PlanGroup.DependsOnData => "depends-on-data",
        PlanGroup.Disconnects => "disconnects",
        PlanGroup.BreaksOldClients => "breaks-old-clients",
        PlanGroup.NoWayBack => "no-way-back",
        _ => "allowed",
    };
}
