using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers;

/// <summary>
/// Compares what one symbol declares without reading the rest of the module, so that a keystroke in a column costs the same however
/// large the module is.
/// </summary>
internal sealed class SymbolComparison(SourceSchemaReader reader, BaselineMatch match, ImmutableArray<Baseline> baselines, ComparisonSettings settings)
{
    private readonly ConcurrentDictionary<ISymbol, ModuleComparison?> _comparisons = new(SymbolEqualityComparer.Default);

    /// <summary>Null where the rest of the module matters.</summary>
    public ModuleComparison? Of(ISymbol symbol, CancellationToken cancellation) =>
        _comparisons.TryGetValue(symbol, out var comparison) ? comparison : _comparisons.GetOrAdd(symbol, Compare(symbol, cancellation));

    private ModuleComparison? Compare(ISymbol symbol, CancellationToken cancellation)
    {
        // An edit of a type is told where it was made if a column holds the type too, else at the function.
        if (symbol is IMethodSymbol method && !match.HasUnchangedTypes(method))
        {
            return null;
        }
        var source = reader.ReadPart(symbol, cancellation);
        var deployed = new List<(Baseline, ModuleSchema)>(baselines.Length);
        foreach (var baseline in baselines)
        {
            if (SchemaPart.Deployed(baseline.Document.Schema!, source.Schema) is not { } part)
            {
                return null;
            }
            deployed.Add((baseline, part));
        }
        return new(source, deployed, settings, cancellation);
    }
}
