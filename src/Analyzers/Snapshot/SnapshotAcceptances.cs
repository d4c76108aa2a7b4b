using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Json;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Snapshot;

/// <summary>
/// What was accepted into a snapshot although publish rejects it, with the reasons: kept until it is deployed, beside the table or
/// type that it changed.
/// </summary>
internal sealed class SnapshotAcceptances(IReadOnlyList<AcceptedChanges> groups)
{
    /// <summary>The name of a change that takes back what was accepted; the planner sees none.</summary>
    public const string TakenBack = "TakeBackAccepted";

    public static SnapshotAcceptances None { get; } = new([]);

    /// <summary>In the order of the snapshot.</summary>
    public IEnumerable<AcceptedChange> Changes => groups.SelectMany(static group => group.Changes);

    public AcceptedChanges? Of(SchemaElement element) => groups.FirstOrDefault(group => group.Element == element);

    /// <summary>The change whose line begins there.</summary>
    public AcceptedChange? At(int start) => groups
        .SelectMany(static group => group.Changes.Zip(group.Places, static (change, place) => (change, place)))
        .FirstOrDefault(item => item.place.Start == start).change;

    /// <summary>Those that are no difference any more between what is deployed and the snapshot, with their places in its text.</summary>
    public IEnumerable<(AcceptedChange Change, TextRange Place)> Stale(ModuleSchema snapshot, EngineVersion engine) =>
        groups.SelectMany(group =>
        {
            var changes = SchemaComparer.Compare(group.Deployed(snapshot), snapshot, engine);
            return group.Changes
                .Select((accepted, i) => (accepted, i < group.Places.Count ? group.Places[i] : default))
                .Where(item => !changes.Any(item.accepted.IsOf));
        });

    /// <summary>
    /// The changes from the snapshot to the code as publish sees them: what was accepted and is not deployed yet is no change of the
    /// database, so that to take it back is none either.
    /// </summary>
    /// <param name="changes">Those that a comparison of the two finds.</param>
    public IReadOnlyList<SchemaChange> Seen(
        IReadOnlyList<SchemaChange> changes, ModuleSchema snapshot, ModuleSchema current, EngineVersion engine)
    {
        foreach (var group in groups.Where(static group => group.Element != SchemaElement.Module))
        {
            var own = changes.Where(IsOfGroup).ToArray();
            if (!own.Any(static change => change.Publish == PublishVerdict.Rejected))
            {
                continue;
            }
            var left = SchemaComparer.Compare(group.Deployed(snapshot), current, engine).Where(IsOfGroup).ToArray();
            if (left.Any(change => group.Changes.Any(accepted => accepted.IsOf(change))))
            {
                continue;
            }
            changes =
            [
                .. changes.Except(own),
                new(ChangeKind.AcceptedTakenBack, group.Element, TakenBack) { Deployed = group.Element },
                .. left,
            ];

            bool IsOfGroup(SchemaChange change) => ElementOf(change.Subject, snapshot) == group.Element;
        }
        return changes;
    }

    /// <summary>What is deployed of an element, and the acceptances without those of it.</summary>
    public (ModuleSchema Deployed, SnapshotAcceptances Left) TakeBack(SchemaElement element, ModuleSchema snapshot) =>
        Of(element) is { } taken
            ? (taken.Deployed(snapshot), Without(other => other == element))
            : (snapshot, this);

    public SnapshotAcceptances Without(Predicate<SchemaElement> elements) => new([.. groups.Where(group => !elements(group.Element))]);

    public SnapshotAcceptances Without(IReadOnlyCollection<AcceptedChange> dropped) => new(
    [
        .. groups
            .Select(group =>
                group with { Changes = group.Changes.Where(change => !dropped.Contains(change)).ToEquatableArray(), Places = [] })
            .Where(static group => group.Changes.Count > 0),
    ]);

    /// <summary>
    /// After changes were taken over: those that publish rejects are kept, told from what is deployed and not from the snapshot between.
    /// </summary>
    /// <param name="before">The snapshot before them.</param>
    /// <param name="after">The snapshot with them.</param>
    public SnapshotAcceptances With(
        IEnumerable<SchemaChange> changes, ModuleSchema before, ModuleSchema after, EngineVersion engine, string? reason)
    {
        var kept = groups.Where(group => IsIn(group.Element, after)).ToDictionary(static group => group.Element);
        var unseen = new List<SchemaChange>();
        foreach (var accepted in changes
            .Where(static change => change.Publish == PublishVerdict.Rejected && SchemaAcceptance.CanAccept(change.Kind))
            .GroupBy(change => ElementOf(change.Subject, after)))
        {
            var group = Accept(accepted.Key, [.. accepted]);
            // What was accepted before may be taken back by this, and is no change any more.
            unseen.AddRange(accepted.Where(change => Of(accepted.Key) is null && !group.Changes.Any(kept => kept.IsOf(change))));
        }
        // Where several types changed their names at once, a part of the schema does not tell one from the other.
        if (unseen.Count > 0)
        {
            Accept(SchemaElement.Module, unseen);
        }
        return new([.. kept.Values.Where(static group => group.Changes.Count > 0)]);

        AcceptedChanges Accept(SchemaElement element, IReadOnlyList<SchemaChange> accepted)
        {
            var group = (kept.TryGetValue(element, out var known) ? known : new(element, [], ModuleSchema.Empty, [])).MadeOf(
                before, accepted);
            var fresh = SchemaComparer.Compare(group.Deployed(after), after, engine)
                .Where(change => accepted.Any(new AcceptedChange(change, null).IsOf))
                .Select(change => new AcceptedChange(change, reason)).ToArray();
            return kept[element] = group with
            {
                Changes = group.Changes.Where(old => !accepted.Any(old.IsOf)).Concat(fresh)
                    .OrderBy(static change => string.Join(",", change.Affects), StringComparer.Ordinal)
                    .ThenBy(static change => change.Change, StringComparer.Ordinal).ToEquatableArray(),
                Places = [],
            };
        }
    }

    /// <summary>The table or type that a change stands at; the snapshot as a whole where there is none.</summary>
    private static SchemaElement ElementOf(SchemaElement subject, ModuleSchema after)
    {
        var element = subject.Parent;
        return IsIn(element, after) ? element
            : element.Kind == SchemaElementKind.Type && after.Tables.FirstOrDefault(table => table.RowType == element.Owner) is { } table
                ? SchemaElement.Table(table.Name)
            : SchemaElement.Module;
    }

    private static bool IsIn(SchemaElement element, ModuleSchema schema) => element.Kind switch
    {
        SchemaElementKind.Table => schema.Table(element.Owner) is not null,
        SchemaElementKind.Type => schema.Types.Any(type => type.Name == element.Owner),
        _ => element == SchemaElement.Module,
    };
}
