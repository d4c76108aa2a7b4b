using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeSchema.Benchmarks.Modules;
using SpacetimeSchema.Benchmarks.Runs;

namespace SpacetimeSchema.Benchmarks.Suites;

/// <summary>A keystroke in one file of a module, as an IDE has it analysed.</summary>
[MemoryDiagnoser]
public class EditOfOneFile
{
    private GeneratedModule _module = null!;
    private AnalyzerOptions _options = null!;

    [ParamsSource(nameof(AllTables))]
    public int Tables { get; set; }

    public static IEnumerable<int> AllTables => Sizes.All;

    [GlobalSetup]
    public void Setup()
    {
        _module = new(Tables);
        _options = GeneratedModule.Options(_module.OwnText);
    }

    [Benchmark(Baseline = true)]
    public object BodyVisited()
    {
        var (compilation, edited) = _module.EditBody();
        return AnalyzerRun.OverFile(compilation, edited, AnalyzerSets.Visiting, _options);
    }

    [Benchmark]
    public object BodyAnalyzed()
    {
        var (compilation, edited) = _module.EditBody();
        return AnalyzerRun.OverFile(compilation, edited, AnalyzerSets.Ours, _options);
    }

    [Benchmark]
    public object ColumnAnalyzed()
    {
        var (compilation, edited) = _module.EditColumn();
        return AnalyzerRun.OverFile(compilation, edited, AnalyzerSets.Ours, _options);
    }

    [Benchmark]
    public object TypeAnalyzed()
    {
        var (compilation, edited) = _module.EditType();
        return AnalyzerRun.OverFile(compilation, edited, AnalyzerSets.Ours, _options);
    }
}
