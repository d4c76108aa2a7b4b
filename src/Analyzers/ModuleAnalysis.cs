using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers;

/// <summary>
/// One compilation against its baselines. A symbol that reads as the baseline has it is done at once; only where one differs is
/// the whole module read and compared, once, and each symbol reports what belongs to it.
/// </summary>
internal sealed class ModuleAnalysis
{
    private static readonly ConditionalWeakTable<Compilation, ModuleAnalysis> s_analyses = new();

    private readonly KnownTypes _knownTypes;
    private readonly AnalyzerOptions _options;
    private readonly ImmutableArray<Baseline> _baselines;
    private readonly OnceOnly<SourceSchemaReader> _reader;
    private readonly OnceOnly<ModuleComparison> _comparison;

    private ModuleAnalysis(Compilation compilation, KnownTypes knownTypes, AnalyzerOptions options, ImmutableArray<Baseline> baselines)
    {
        var engine = EngineVersions.Of(compilation, options.AnalyzerConfigOptionsProvider.GlobalOptions);
        _knownTypes = knownTypes;
        _options = options;
        _baselines = baselines;
        _reader = new(cancellation => new(compilation, knownTypes, engine, cancellation));
        _comparison = new(cancellation => new(
            new SourceSchemaReader(compilation, knownTypes, engine, cancellation).Read(),
            baselines,
            engine,
            knownTypes,
            ClientPolicies.Of(options.AnalyzerConfigOptionsProvider.GlobalOptions)));
    }

    /// <summary>The kinds of symbols at which something may be reported.</summary>
    public static SymbolKind[] Kinds => [SymbolKind.NamedType, SymbolKind.Method, SymbolKind.Field];

    /// <summary>The analysis of that compilation, which the analyzers share; null where no baseline can be read.</summary>
    public static ModuleAnalysis? Of(Compilation compilation, KnownTypes knownTypes, AnalyzerOptions options, ImmutableArray<Baseline> baselines)
    {
        baselines = baselines.RemoveAll(static baseline => baseline.Document.Error is not null);
        if (baselines.IsEmpty)
        {
            return null;
        }
        var analysis = s_analyses.GetValue(compilation, compilation => new(compilation, knownTypes, options, baselines));
        return analysis._options == options ? analysis : new(compilation, knownTypes, options, baselines);
    }

    public IReadOnlyList<Diagnostic> Changes(ISymbol symbol, CancellationToken cancellation) =>
        IsUnchanged(symbol, cancellation) ? [] : _comparison.Get(cancellation).Changes.At(symbol);

    public IReadOnlyList<Diagnostic> Changes(AdditionalText file, CancellationToken cancellation) =>
        BaselineOf(file) is { } baseline ? _comparison.Get(cancellation).Changes.In(baseline) : [];

    public IReadOnlyList<Diagnostic> WayBack(ISymbol symbol, CancellationToken cancellation) =>
        IsUnchanged(symbol, cancellation) ? [] : _comparison.Get(cancellation).WayBack(cancellation).At(symbol);

    public IReadOnlyList<Diagnostic> WayBack(AdditionalText file, CancellationToken cancellation) =>
        BaselineOf(file) is { } baseline ? _comparison.Get(cancellation).WayBack(cancellation).In(baseline) : [];

    private Baseline? BaselineOf(AdditionalText file) => _baselines.FirstOrDefault(baseline => baseline.File == file);

    private bool IsUnchanged(ISymbol symbol, CancellationToken cancellation) => symbol switch
    {
        INamedTypeSymbol type => IsUnchangedDeclaration(type, cancellation),
        IMethodSymbol { IsStatic: true, MethodKind: MethodKind.Ordinary } method => method.GetAttributes().Length == 0 || IsUnchangedMethod(method, cancellation),
        // Settings and visibility filters: there are few of them, and they touch everything.
        IFieldSymbol { IsStatic: true } => (symbol.Attribute(_knownTypes.Settings) ?? symbol.Attribute(_knownTypes.ClientVisibilityFilter)) is null,
        _ => true,
    };

    private bool IsUnchangedDeclaration(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var isTable = false;
        var isType = false;
        foreach (var attribute in type.GetAttributes())
        {
            isTable |= attribute.Is(_knownTypes.Table);
            isType |= attribute.Is(_knownTypes.Type);
        }
        return (!isTable || IsUnchangedRow(type, cancellation)) && (!isType || IsUnchangedType(type, cancellation));
    }

    private bool IsUnchangedRow(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var reached = new List<INamedTypeSymbol>();
        foreach (var table in _reader.Get(cancellation).ReadTables(type, reached))
        {
            foreach (var baseline in _baselines)
            {
                if (!SnapshotProjection.To(baseline.Document.Form, table.Schema).Equals(baseline.Document.Schema!.Table(table.Schema.Name)))
                {
                    return false;
                }
            }
        }
        // An edit of a type is reported at the type, but it may reshape an event table, or make a column recursive.
        return AreUnchanged(reached, cancellation);
    }

    private bool IsUnchangedMethod(IMethodSymbol method, CancellationToken cancellation)
    {
        var functions = _reader.Get(cancellation).Functions;
        var reached = new List<INamedTypeSymbol>();
        if (functions.ReadFunction(method, reached) is not { } function)
        {
            // What a view gives depends on its row type, which may stand elsewhere.
            return functions.ReadView(method) is null;
        }
        foreach (var baseline in _baselines)
        {
            if (!SnapshotProjection.To(baseline.Document.Form, function).Equals(baseline.Document.Schema!.Function(function.Name)))
            {
                return false;
            }
        }
        return AreUnchanged(reached, cancellation);
    }

    /// <summary>Whether these types, and all that they reach in turn, are as the baselines have them.</summary>
    private bool AreUnchanged(List<INamedTypeSymbol> types, CancellationToken cancellation)
    {
        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        for (var i = 0; i < types.Count; i++)
        {
            if (seen.Add(types[i]) && !IsUnchangedType(types[i], cancellation, types))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>A type that a baseline does not know may have been there under another name.</summary>
    private bool IsUnchangedType(INamedTypeSymbol type, CancellationToken cancellation, List<INamedTypeSymbol>? reached = null)
    {
        var types = _reader.Get(cancellation).Types;
        var schema = new TypeSchema(types.NameOf(type), types.ReadDefinition(type, reached), type.Name);
        foreach (var baseline in _baselines)
        {
            if (baseline.Document.Schema!.Type(schema.Name) is not { } deployed || !IsSame(schema, deployed, baseline))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The rows of a table are kept with the table, without a name in the code.</summary>
    private static bool IsSame(TypeSchema current, TypeSchema deployed, Baseline baseline) =>
        SnapshotProjection.To(baseline.Document.Form, current with { SourceName = deployed.SourceName is null ? null : current.SourceName }).Equals(deployed);
}
