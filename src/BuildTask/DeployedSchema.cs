using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;

namespace SpacetimeSchema.Build;

/// <summary>What a snapshot says is deployed.</summary>
internal sealed class DeployedSchema(SnapshotForm form, ModuleSchema schema, SnapshotLineage lineage)
{
    public ModuleSchema Schema { get; } = schema;

    public SnapshotLineage Lineage { get; } = lineage;

    /// <exception cref="SchemaTaskException">The text is no snapshot.</exception>
    public static DeployedSchema Parse(string text, bool acceptMerge = false)
    {
        var document = SnapshotReader.Read(text, acceptMerge: acceptMerge);
        return document.Schema is { } schema ? new(document.Form, schema, document.Lineage) : throw SchemaTaskException.At(document.Error!, text);
    }

    public IReadOnlyList<SchemaChange> ChangesTo(ModuleSchema current) =>
        SchemaComparer.Compare(Schema, Visible(current), EngineVersion.Parse(current.SpacetimeDBVersion) ?? EngineVersion.Newest);

    /// <summary>Whether nothing that both can tell differs.</summary>
    public bool Agrees(ModuleSchema other) => (Visible(other) with { Policy = Schema.Policy }).Equals(Schema);

    /// <summary>What the snapshot cannot know is no difference to it; the policy alone is told wherever it is known.</summary>
    private ModuleSchema Visible(ModuleSchema other) => SnapshotProjection.To(form, other) with { Policy = other.Policy };
}
