using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Migrations;
using SpacetimeSchema.Analyzers.Migrations.Execution;
using SpacetimeSchema.Analyzers.Symbols;
using SpacetimeSchema.Benchmarks.Modules;
using SpacetimeSchema.Benchmarks.Runs;

namespace SpacetimeSchema.Benchmarks.Ratios;

/// <summary>The analysis of one migration reducer: its runs over all worlds.</summary>
internal sealed class MigrationReducers
{
    private readonly CSharpCompilation _compilation;
    private readonly KnownTypes _knownTypes;
    private readonly IMethodSymbol[] _reducers;

    /// <param name="tables">Each has one.</param>
    public MigrationReducers(int tables)
    {
        _compilation = new GeneratedModule(tables, hasMigrations: true).Compilation();
        _knownTypes = KnownTypes.TryGet(_compilation, out var knownTypes)
            ? knownTypes
            : throw new InvalidOperationException("The module does not know SpacetimeDB.");
        _reducers = [.. _compilation
            .GetSymbolsWithName(static name => name.StartsWith("Migrate", StringComparison.Ordinal), SymbolFilter.Member)
            .OfType<IMethodSymbol>()];
    }

    /// <summary>For each reducer alone.</summary>
    public TimeSpan Measure()
    {
        GC.Collect();
        var watch = Stopwatch.StartNew();
        foreach (var reducer in _reducers)
        {
            Analyze(reducer);
        }
        return watch.Elapsed / _reducers.Length;
    }

    /// <summary>What the compiler takes for the module, for each of its tables with all that belongs to one.</summary>
    public TimeSpan MeasureCompiler() => AnalyzerRun.OfCompiler(_compilation.Clone()).Elapsed / _reducers.Length;

    private void Analyze(IMethodSymbol reducer)
    {
        var module = new Module(
            _compilation,
            _knownTypes,
            new SourceSchemaReader(_compilation, _knownTypes, EngineVersion.Newest, CancellationToken.None),
            CancellationToken.None);
        var code = new ReachableCode(module, reducer);
        _ = new ReducerAnalysis(module, reducer, MigrationOptions.Default.Markers, code, new TableUses(module, code));
    }
}
