using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Benchmarks.Modules;
using SpacetimeSchema.Benchmarks.Runs;

namespace SpacetimeSchema.Benchmarks.Ratios;

/// <summary>All that is measured of one module.</summary>
internal sealed class SizeMeasurement
{
    private readonly GeneratedModule _module;
    private readonly AnalyzerOptions _own;
    private readonly AnalyzerOptions _server;

    private SizeMeasurement(int tables)
    {
        _module = new(tables);
        _own = GeneratedModule.Options(_module.OwnText);
        _server = GeneratedModule.Options(_module.ServerText);
    }

    public Samples Samples { get; } = new();

    public static SizeMeasurement Of(int tables, int repeats)
    {
        var measurement = new SizeMeasurement(tables);
        for (var i = 0; i < repeats; i++)
        {
            measurement.Builds();
            measurement.Edits();
            measurement.Parts();
        }
        return measurement;
    }

    private void Builds()
    {
        Samples.Add("compilation", AnalyzerRun.OfCompiler(_module.Compilation()).Elapsed);
        Samples.Add("none", AnalyzerRun.OverAll(_module.Compilation(), AnalyzerSets.None, _own).Elapsed);
        Build("visiting", AnalyzerSets.Visiting, _own);
        Build("reading", AnalyzerSets.TableReading, _own);
        Build("own known", AnalyzerSets.Ours, _own);
        Build("own again", AnalyzerSets.Ours, GeneratedModule.Options(new(_module.OwnText.AsSpan())));
        Build("own new", AnalyzerSets.Ours, GeneratedModule.Options(_module.Unread(_module.OwnText)));
        Build("server known", AnalyzerSets.Ours, _server);
        Build("server new", AnalyzerSets.Ours, GeneratedModule.Options(_module.Unread(_module.ServerText)));
    }

    private void Build(string name, ImmutableArray<DiagnosticAnalyzer> analyzers, AnalyzerOptions options) =>
        Add(name, AnalyzerRun.OverAll(_module.Compilation(), analyzers, options));

    private void Edits()
    {
        foreach (var (kind, edit) in new (string, Func<(CSharpCompilation, SyntaxTree)>)[] { ("body", _module.EditBody),
            ("column", _module.EditColumn), ("type", _module.EditType) })
        {
            foreach (var (name, analyzers) in new[] { ("visiting", AnalyzerSets.Visiting), ("ours", AnalyzerSets.Ours) })
            {
                var (compilation, edited) = edit();
                Add($"{kind} {name}", AnalyzerRun.OverFile(compilation, edited, analyzers, _own));
            }
        }
    }

    private void Parts()
    {
        Time("parse own", () => SnapshotReader.Read(_module.OwnText));
        Time("parse server", () => SnapshotReader.Read(_module.ServerText));
        Time("comparison", () => SchemaComparer.Compare(_module.Schema, _module.Schema, EngineVersion.Newest));
    }

    private void Time(string name, Action action)
    {
        GC.Collect();
        var watch = Stopwatch.StartNew();
        action();
        Samples.Add(name, watch.Elapsed);
    }

    private void Add(string name, AnalyzerRun run)
    {
        Samples.Add($"{name} run", run.Elapsed);
        Samples.Add($"{name} time", run.Own);
        Samples.Add($"{name} bytes", run.Allocated);
    }
}
