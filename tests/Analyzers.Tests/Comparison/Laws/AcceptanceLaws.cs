using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;

namespace SpacetimeSchema.Analyzers.Tests.Comparison.Laws;

/// <summary>What the code was taken over into lacks nothing, and is a snapshot.</summary>
public class AcceptanceLaws
{
    /// <summary>A change may hide another one, as a flag that changed hides what became of the columns.</summary>
    [Fact]
    public void After_all_changes_are_accepted_twice_there_are_none() => SchemaPair.AllObey(static pair =>
        SchemaComparer.Compare(Accepted(Accepted(pair.Deployed, pair.Current), pair.Current), pair.Current, EngineVersion.Newest)
            .Select(static change => $"{change.Kind} {change.Subject}"));

    [Fact]
    public void After_any_change_is_accepted_the_rest_is_still_a_snapshot() => SchemaPair.AllObey(static pair => pair.Changes()
        .Select(change =>
            (change, read: SnapshotReader.Read(SnapshotWriter.Write(SchemaAcceptance.Accept(pair.Deployed, pair.Current, [change])))))
        .Where(static item => item.read.Schema is null)
        .Select(static item => $"{item.change.Kind} {item.change.Subject}: {item.read.Error!.Message}"));

    private static ModuleSchema Accepted(ModuleSchema deployed, ModuleSchema current) =>
        SchemaAcceptance.Accept(deployed, current, SchemaComparer.Compare(deployed, current, EngineVersion.Newest));
}
