using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers;

/// <summary>All changes of a module against all baselines, by the symbol that reports them.</summary>
internal sealed class ModuleComparison
{
    private readonly Dictionary<ISymbol, List<Diagnostic>> _bySymbol = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<Baseline, List<Diagnostic>> _inSnapshot = [];
    private readonly SourceSchema _source;
    private readonly KnownTypes _knownTypes;

    public ModuleComparison(SourceSchema source, ImmutableArray<Baseline> baselines, EngineVersion engine, KnownTypes knownTypes, ClientPolicy clients, CancellationToken cancellation)
    {
        _source = source;
        _knownTypes = knownTypes;
        foreach (var baseline in baselines)
        {
            var diagnostics = new ChangeDiagnostics(baseline, baselines.Length > 1, clients);
            _inSnapshot[baseline] = [];
            var current = SnapshotProjection.ToCurrent(baseline.Document.Form, source.Schema);
            foreach (var change in SchemaComparer.Compare(baseline.Document.Schema!, current, engine, cancellation))
            {
                if (source.SymbolOf(change.Subject) is { } symbol)
                {
                    var owner = source.SymbolOf(change.Subject.Parent)!;
                    (_bySymbol.TryGetValue(owner, out var list) ? list : _bySymbol[owner] = [])
                        .Add(diagnostics.Create(change, PlaceOf(symbol, change.Subject), NameOf(symbol, change)));
                }
                else
                {
                    _inSnapshot[baseline].Add(diagnostics.Create(change, baseline.PlaceOf(change.Deployed ?? change.Subject), change.Name));
                }
            }
        }
    }

    public IReadOnlyList<Diagnostic> At(ISymbol symbol) => _bySymbol.TryGetValue(symbol, out var diagnostics) ? diagnostics : [];

    /// <summary>What is reported against that baseline, wherever.</summary>
    public IEnumerable<Diagnostic> Against(string baseline) =>
        _bySymbol.Values.Concat(_inSnapshot.Values).SelectMany(static diagnostics => diagnostics)
            .Where(diagnostic => diagnostic.Properties[ChangeProperties.Baseline] == baseline);

    public IReadOnlyList<Diagnostic> InSnapshot(Baseline baseline) => _inSnapshot[baseline];

    /// <summary>A removed member is reported under its own name at what held it.</summary>
    private static string NameOf(ISymbol symbol, SchemaChange change) =>
        symbol is IFieldSymbol or IMethodSymbol && change.Kind is not (ChangeKind.VariantRemoved or ChangeKind.FieldRemoved or ChangeKind.IndexAccessorChanged or ChangeKind.IndexAdded)
            ? symbol.Name
            : change.Name;

    private Location PlaceOf(ISymbol symbol, SchemaElement subject) => symbol is INamedTypeSymbol type
        ? SourcePlaces.Of(type, TableAttribute(type, subject) ?? type.Attribute(_knownTypes.Type) ?? type.Attribute(_knownTypes.Table))
        : SourcePlaces.Of(symbol, null);

    /// <summary>Of the several tables that a row type may have, that which the change is about.</summary>
    private AttributeData? TableAttribute(INamedTypeSymbol type, SchemaElement subject)
    {
        foreach (var table in _source.Tables)
        {
            if (table.Schema.Name == subject.Owner && SymbolEqualityComparer.Default.Equals(table.RowType, type))
            {
                return table.Attribute;
            }
        }
        return null;
    }
}
