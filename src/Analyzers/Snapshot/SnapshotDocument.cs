using SpacetimeSchema.Analyzers.Json;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Snapshot;

internal enum SnapshotForm
{
    /// <summary>Written by this package.</summary>
    Own,

    /// <summary>The answer of a server of SpacetimeDB 1.x, or of <c>?version=9</c>.</summary>
    ServerV9,

    /// <summary>The answer of <c>?version=10</c>, and of <c>spacetime describe --json</c> from 2.8 on.</summary>
    ServerV10,
}

/// <summary>What was read from the text of a snapshot: a schema with the place of each element, or what is wrong with it.</summary>
/// <param name="Schema">Null exactly where there is an <paramref name="Error"/>.</param>
internal sealed record SnapshotDocument(
    SnapshotForm Form,
    ModuleSchema? Schema,
    IReadOnlyDictionary<SchemaElement, TextRange> Places,
    TextError? Error)
{
    public SnapshotHistory History { get; init; } = SnapshotHistory.None;

    /// <summary>Where the element stands, else what holds it, else the beginning of the text.</summary>
    public TextRange PlaceOf(SchemaElement element) =>
        Places.TryGetValue(element, out var place) || Places.TryGetValue(element.Parent, out place) ? place : default;
}
