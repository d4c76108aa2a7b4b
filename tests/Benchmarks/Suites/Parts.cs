using BenchmarkDotNet.Attributes;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Benchmarks.Modules;
using SpacetimeSchema.Benchmarks.Ratios;

namespace SpacetimeSchema.Benchmarks.Suites;

/// <summary>What an analysis is made of.</summary>
[MemoryDiagnoser]
public class Parts
{
    private GeneratedModule _module = null!;
    private MigrationReducers _migrations = null!;

    [ParamsSource(nameof(AllTables))]
    public int Tables { get; set; }

    public static IEnumerable<int> AllTables => Sizes.All;

    [GlobalSetup]
    public void Setup()
    {
        _module = new(Tables);
        _migrations = new(20);
    }

    [Benchmark]
    public object ParseOwn() => SnapshotReader.Read(_module.OwnText);

    [Benchmark]
    public object ParseServer() => SnapshotReader.Read(_module.ServerText);

    [Benchmark]
    public object Comparison() => SchemaComparer.Compare(_module.Schema, _module.Schema, EngineVersion.Newest);

    [Benchmark]
    public object MigrationReducers() => _migrations.Measure();
}
