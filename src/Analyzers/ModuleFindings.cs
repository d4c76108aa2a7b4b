using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers;

/// <summary>Findings about a module, by the symbol or the snapshot whose analysis reports them.</summary>
internal sealed class ModuleFindings
{
    private readonly Dictionary<ISymbol, List<Diagnostic>> _bySymbol = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<Baseline, List<Diagnostic>> _inSnapshot = [];

    public void Add(ChangePlaces.Place place, Baseline baseline, Diagnostic finding)
    {
        if (place.Reporter is { } symbol)
        {
            (_bySymbol.TryGetValue(symbol, out var list) ? list : _bySymbol[symbol] = []).Add(finding);
        }
        else
        {
            (_inSnapshot.TryGetValue(baseline, out var list) ? list : _inSnapshot[baseline] = []).Add(finding);
        }
    }

    public IReadOnlyList<Diagnostic> At(ISymbol symbol) => _bySymbol.TryGetValue(symbol, out var findings) ? findings : [];

    public IReadOnlyList<Diagnostic> In(Baseline baseline) => _inSnapshot.TryGetValue(baseline, out var findings) ? findings : [];

    /// <summary>What is reported against that baseline, wherever.</summary>
    public IEnumerable<Diagnostic> Against(string baseline) =>
        _bySymbol.Values.Concat(_inSnapshot.Values).SelectMany(static findings => findings)
            .Where(finding => finding.Properties[ChangeProperties.Baseline] == baseline);
}
