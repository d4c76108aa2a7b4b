using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>What stands in the way of publishing the deployed module again once the current one has taken its place.</summary>
/// <param name="Cause">The change that cannot be taken back; null where none is about the same elements.</param>
/// <param name="Change">The change that the way back would be, and which publish rejects or allows by the data alone.</param>
internal sealed record WayBackObstacle(SchemaChange? Cause, SchemaChange Change)
{
    /// <summary>What cannot be published needs no way back, and what only rows could stop is open where there are none.</summary>
    public bool IsMoot =>
        Cause is { Publish: PublishVerdict.Rejected } or { Kind: ChangeKind.AcceptedTakenBack }
            || Change is { Publish: PublishVerdict.DataDependent, IsOfEventTable: true };
}

/// <summary>
/// The way back is a publish like any other: the one comparer, with the schemas the other way round. Source:
/// <c>crates/schema/src/auto_migrate.rs</c>, which knows no other direction than from what is stored to what is sent.
/// </summary>
internal static class WayBack
{
    /// <param name="changes">Those from the deployed schema to the current one.</param>
    public static IReadOnlyList<WayBackObstacle> Obstacles(
        ModuleSchema deployed, ModuleSchema current, IReadOnlyList<SchemaChange> changes, EngineVersion engine)
    {
        if (changes.Count == 0)
        {
            return [];
        }
        var obstacles = SchemaComparer.Compare(current, deployed, engine)
            .Where(static change => change.Publish != PublishVerdict.Allowed)
            .Select(change => new WayBackObstacle(CauseOf(change, changes), change));
        return new PlannerRules(engine).CanChangePrimaryKey ? [.. obstacles] : [.. obstacles, .. MismatchingKeys(changes)];
    }

    /// <summary>Where a changed primary key makes every later publish fail, this is true of the next one too (#3934).</summary>
    private static IEnumerable<WayBackObstacle> MismatchingKeys(IReadOnlyList<SchemaChange> changes) => changes
        .Where(static change => change.Kind is ChangeKind.PrimaryKeyRemovedOrMoved or ChangeKind.PrimaryKeyAdded)
        .Select(static change =>
            new WayBackObstacle(change, change with { Publish = PublishVerdict.Rejected, Stage = PublishStage.Execution }));

    /// <summary>
    /// The change that meets the same error in this direction, as a reordering does in both; else that about the same member, else the
    /// same element, else one that touches it, else one of the same table, or of the module.
    /// </summary>
    private static SchemaChange? CauseOf(SchemaChange obstacle, IReadOnlyList<SchemaChange> changes) =>
        Find(changes, change => change.Errors.Intersect(obstacle.Errors).Any())
        ?? Subjects(obstacle).OrderBy(static element => element.Member is null)
            .Select(element => Find(changes, change => change.Subject == element)).FirstOrDefault(static cause => cause is not null)
        ?? Find(changes, change => Subjects(change).Intersect(Subjects(obstacle)).Any())
        ?? Find(changes, change => change.Affects.Intersect(obstacle.Affects).Any())
        ?? Find(changes, change => change.Affects.Concat(Subjects(change)).Select(static element => element.Parent)
            .Intersect(obstacle.Affects.Concat(Subjects(obstacle)).Select(static element => element.Parent)).Any());

    /// <summary>Of several that would do, one that hurts rather than a new name in the code.</summary>
    private static SchemaChange? Find(IReadOnlyList<SchemaChange> changes, Func<SchemaChange, bool> predicate) => changes
        .Where(predicate)
        .OrderByDescending(static change => change.Publish)
        .ThenByDescending(static change => change.Disconnects)
        .FirstOrDefault();

    private static IEnumerable<SchemaElement> Subjects(SchemaChange change) =>
        change.Deployed is { } deployed && deployed != change.Subject ? [change.Subject, deployed] : [change.Subject];
}
