using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Migrations;
using SpacetimeSchema.Analyzers.Migrations.Execution;
using SpacetimeSchema.Analyzers.Symbols;
using SpacetimeSchema.Benchmarks.Modules;

namespace SpacetimeSchema.Benchmarks.Ratios;

/// <summary>The analysis of one migration reducer: its runs over all worlds.</summary>
internal sealed class MigrationReducers
{
    private readonly CSharpCompilation _compilation;
    private readonly KnownTypes _knownTypes;
    private readonly IMethodSymbol[] _reducers;

    public MigrationReducers(GeneratedModule module)
    {
        _compilation = module.Compilation();
        _knownTypes = KnownTypes.TryGet(_compilation, out var knownTypes) ? knownTypes : throw new ArgumentException("The module does not know SpacetimeDB.", nameof(module));
        _reducers = [.. _compilation.GetSymbolsWithName(static name => name.StartsWith("Migrate", StringComparison.Ordinal), SymbolFilter.Member).OfType<IMethodSymbol>()];
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

    private void Analyze(IMethodSymbol reducer)
    {
        var module = new Module(_compilation, _knownTypes, new SourceSchemaReader(_compilation, _knownTypes, EngineVersion.Newest, CancellationToken.None), CancellationToken.None);
        var code = new ReachableCode(module, reducer);
        _ = new ReducerAnalysis(module, reducer, MigrationOptions.Default.Markers, code, new TableUses(module, code));
    }
}
