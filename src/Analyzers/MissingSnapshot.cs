using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers;

/// <summary>Says once, at the first table, that a module has no snapshot.</summary>
internal sealed class MissingSnapshot(Compilation compilation, KnownTypes knownTypes, AnalyzerOptions options)
{
    private readonly OnceOnly<SourceSchema> _source = new(cancellation =>
        new SourceSchemaReader(compilation, knownTypes, EngineVersions.Of(compilation, options.AnalyzerConfigOptionsProvider.GlobalOptions), cancellation).Read());

    public void Analyze(SymbolAnalysisContext context)
    {
        if (context.Symbol.Attribute(knownTypes.Table) is null)
        {
            return;
        }
        var tables = _source.Get(context.CancellationToken).Tables;
        if (tables.Count > 0 && SymbolEqualityComparer.Default.Equals(First(tables).RowType, context.Symbol))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                SnapshotRules.MissingSnapshot, SourcePlaces.Of(First(tables)), tables.Count == 1 ? "a table" : $"{tables.Count} tables"));
        }
    }

    /// <summary>By path and place, so that the order of files does not matter.</summary>
    private static SourceTable First(IReadOnlyList<SourceTable> tables) => tables
        .OrderBy(static table => SourcePlaces.Of(table).SourceTree?.FilePath, StringComparer.Ordinal)
        .ThenBy(static table => SourcePlaces.Of(table).SourceSpan.Start)
        .First();
}
