namespace SpacetimeSchema.Analyzers.Snapshot;

/// <summary>What a snapshot tells beside the schema: which states it was made of, and what was accepted on the way.</summary>
internal sealed record SnapshotHistory(SnapshotLineage Lineage, SnapshotAcceptances Accepted)
{
    /// <summary>Of what was never written before, and of a server's answer.</summary>
    public static SnapshotHistory None { get; } = new(SnapshotLineage.None, SnapshotAcceptances.None);
}
