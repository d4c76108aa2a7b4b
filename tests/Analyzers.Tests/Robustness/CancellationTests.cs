using System.Collections.Immutable;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Symbols;
using SpacetimeSchema.Analyzers.Tests.Symbols;

namespace SpacetimeSchema.Analyzers.Tests.Robustness;

/// <summary>A host that has no more use for findings waits for one table at most.</summary>
public class CancellationTests
{
    private static readonly CancellationToken s_cancelled = new(canceled: true);

    [Fact]
    public void The_reading_of_a_snapshot_ends() =>
        Assert.Throws<OperationCanceledException>(static () => SnapshotReader.Read(Snapshots.Own, s_cancelled));

    [Fact]
    public void The_comparison_of_two_schemas_ends() =>
        Assert.Throws<OperationCanceledException>(static () =>
            SchemaComparer.Compare(Snapshots.Schema, Snapshots.Schema, EngineVersion.Newest, s_cancelled));

    [Fact]
    public void The_reading_of_a_module_ends_at_the_table_during_which_it_was_cancelled()
    {
        using var source = new CancellationTokenSource();
        var compilation = ModuleCompilation.Compile(
            [.. Enumerable.Range(0, 10).Select(static i => $"[SpacetimeDB.Table] public partial struct Row{i} {{ public uint Id; }}")]);
        Assert.True(KnownTypes.TryGet(compilation, out var knownTypes));
        var reader = new SourceSchemaReader(compilation, knownTypes, EngineVersion.Newest, CancellationToken.None);
        var read = 0;
        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (var type in reader.Declarations.Types(source.Token))
            {
                read += reader.ReadTables(type).Count();
                if (read == 3)
                {
                    source.Cancel();
                }
            }
        });
        Assert.Equal(3, read);
    }

    [Fact]
    public void The_look_for_what_was_removed_ends()
    {
        var compilation = ModuleCompilation.Compile("[SpacetimeDB.Table] public partial struct Row { public uint Id; }");
        Assert.True(KnownTypes.TryGet(compilation, out var knownTypes));
        var baseline = OwnBaseline.Of(ModuleCompilation.ReadSchema(compilation));
        var reader = new SourceSchemaReader(compilation, knownTypes, EngineVersion.Newest, CancellationToken.None);
        var coverage = new BaselineCoverage(reader, new(reader, ImmutableArray.Create(baseline)));
        Assert.Throws<OperationCanceledException>(() => coverage.HasAllOf(baseline, s_cancelled));
        Assert.True(coverage.HasAllOf(baseline, CancellationToken.None));
    }
}
