using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeSchema.Benchmarks.Modules;
using SpacetimeSchema.Benchmarks.Runs;

namespace SpacetimeSchema.Benchmarks.Suites;

/// <summary>A build of a module whose schema has not changed.</summary>
[MemoryDiagnoser]
public class FullAnalysis
{
    private GeneratedModule _module = null!;
    private AnalyzerOptions _own = null!;
    private AnalyzerOptions _server = null!;

    [ParamsSource(nameof(AllTables))]
    public int Tables { get; set; }

    public static IEnumerable<int> AllTables => Sizes.All;

    [GlobalSetup]
    public void Setup()
    {
        _module = new(Tables);
        _own = GeneratedModule.Options(_module.OwnText);
        _server = GeneratedModule.Options(_module.ServerText);
    }

    [Benchmark]
    public object Compilation() => AnalyzerRun.OfCompiler(_module.Compilation());

    [Benchmark]
    public object NoAnalyzer() => AnalyzerRun.OverAll(_module.Compilation(), AnalyzerSets.None, _own);

    [Benchmark(Baseline = true)]
    public object Visiting() => AnalyzerRun.OverAll(_module.Compilation(), AnalyzerSets.Visiting, _own);

    [Benchmark]
    public object OwnSnapshot() => AnalyzerRun.OverAll(_module.Compilation(), AnalyzerSets.Ours, _own);

    [Benchmark]
    public object OwnSnapshotReadAgain() =>
        AnalyzerRun.OverAll(_module.Compilation(), AnalyzerSets.Ours, GeneratedModule.Options(new(_module.OwnText.AsSpan())));

    [Benchmark]
    public object NewOwnSnapshot() =>
        AnalyzerRun.OverAll(_module.Compilation(), AnalyzerSets.Ours, GeneratedModule.Options(_module.Unread(_module.OwnText)));

    [Benchmark]
    public object ServerSnapshot() => AnalyzerRun.OverAll(_module.Compilation(), AnalyzerSets.Ours, _server);

    [Benchmark]
    public object NewServerSnapshot() =>
        AnalyzerRun.OverAll(_module.Compilation(), AnalyzerSets.Ours, GeneratedModule.Options(_module.Unread(_module.ServerText)));
}
