using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;

namespace SpacetimeSchema.Build;

/// <summary>What a snapshot says is deployed.</summary>
internal sealed class DeployedSchema(SnapshotForm form, ModuleSchema schema, SnapshotHistory history)
{
    public ModuleSchema Schema { get; } = schema;

    public SnapshotHistory History { get; } = history;

    /// <exception cref="SchemaTaskException">The text is no snapshot.</exception>
    public static DeployedSchema Parse(string text, bool acceptMerge = false)
    {
        var document = SnapshotReader.Read(text, acceptMerge: acceptMerge);
        return document.Schema is { } schema
            ? new(document.Form, schema, document.History)
            : throw SchemaTaskException.At(document.Error!, text);
    }

    public IReadOnlyList<SchemaChange> ChangesTo(ModuleSchema current) =>
        History.Accepted.Seen(
            SchemaComparer.Compare(Schema, Visible(current), EngineOf(current)), Schema, Visible(current), EngineOf(current));

    public static EngineVersion EngineOf(ModuleSchema code) => EngineVersion.Parse(code.SpacetimeDBVersion) ?? EngineVersion.Newest;

    /// <summary>Whether nothing that both can tell differs.</summary>
    public bool Agrees(ModuleSchema other) => (Visible(other) with { Policy = Schema.Policy }).Equals(Schema);

    /// <summary>What the snapshot cannot know is no difference to it; the policy alone is told wherever it is known.</summary>
    private ModuleSchema Visible(ModuleSchema other) => SnapshotProjection.To(form, other) with { Policy = other.Policy };
}
