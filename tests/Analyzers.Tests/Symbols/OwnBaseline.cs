using Microsoft.CodeAnalysis.Text;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;

namespace SpacetimeSchema.Analyzers.Tests.Symbols;

/// <summary>A schema as a snapshot of our own format, as an analyzer gets it.</summary>
internal static class OwnBaseline
{
    public static Baseline Of(ModuleSchema schema)
    {
        var text = SnapshotWriter.Write(schema);
        return new(new SnapshotFile(text), SourceText.From(text), SnapshotReader.Read(text));
    }
}
