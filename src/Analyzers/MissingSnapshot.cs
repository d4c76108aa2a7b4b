using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers;

/// <summary>Says once, at the first table, that a module has no snapshot.</summary>
internal sealed class MissingSnapshot(Compilation compilation, KnownTypes knownTypes, AnalyzerOptions options)
{
    private readonly OnceOnly<SourceSchema> _source = new(cancellation =>
        new SourceSchemaReader(
            compilation,
            knownTypes,
            EngineVersions.Of(compilation, options.AnalyzerConfigOptionsProvider.GlobalOptions),
            cancellation).Read(cancellation));

    public void Analyze(SymbolAnalysisContext context)
    {
        if (context.Symbol.Attribute(knownTypes.Table) is null)
        {
            return;
        }
        var tables = _source.Get(context.CancellationToken).Tables;
        if (SourcePlaces.First(tables) is { } first && SymbolEqualityComparer.Default.Equals(first.RowType, context.Symbol))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                SnapshotRules.MissingSnapshot, SourcePlaces.Of(first), tables.Count == 1 ? "a table" : $"{tables.Count} tables"));
        }
    }
}
