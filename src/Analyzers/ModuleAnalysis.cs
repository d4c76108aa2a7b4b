using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers;

/// <summary>
/// One compilation against its baselines. A symbol that reads as the baseline has it is done at once, and one that differs is compared
/// alone. Only where that does not tell is the whole module read and compared, once, and each symbol reports what belongs to it.
/// </summary>
internal sealed class ModuleAnalysis
{
    private static readonly ConditionalWeakTable<Compilation, ModuleAnalysis> s_analyses = new();

    private readonly KnownTypes _knownTypes;
    private readonly AnalyzerOptions _options;
    private readonly ImmutableArray<Baseline> _baselines;
    private readonly OnceOnly<SourceSchemaReader> _reader;
    private readonly OnceOnly<BaselineMatch> _match;
    private readonly OnceOnly<SymbolComparison> _symbols;
    private readonly OnceOnly<ModuleComparison> _module;

    private ModuleAnalysis(Compilation compilation, KnownTypes knownTypes, AnalyzerOptions options, ImmutableArray<Baseline> baselines)
    {
        var configuration = options.AnalyzerConfigOptionsProvider.GlobalOptions;
        var settings = new ComparisonSettings(
            knownTypes, EngineVersions.Of(compilation, configuration), SeverityPolicy.Of(configuration, compilation.Options));
        _knownTypes = knownTypes;
        _options = options;
        _baselines = baselines;
        _reader = new(cancellation => new(compilation, knownTypes, settings.Engine, cancellation));
        _match = new(cancellation => new(_reader.Get(cancellation), baselines));
        _symbols = new(cancellation => new(_reader.Get(cancellation), _match.Get(cancellation), baselines, settings));
        _module = new(cancellation =>
            ModuleComparison.OfModule(_reader.Get(cancellation).Read(cancellation), baselines, settings, cancellation));
    }

    /// <summary>The kinds of symbols at which something may be reported.</summary>
    public static SymbolKind[] KindsIn(Compilation compilation, CancellationToken cancellation) =>
        new ModuleDeclarations(compilation).HasStaticFields(cancellation)
            ? [SymbolKind.NamedType, SymbolKind.Method, SymbolKind.Field]
            : [SymbolKind.NamedType, SymbolKind.Method];

    /// <summary>The analysis of that compilation, which the analyzers share; null where no baseline can be read.</summary>
    public static ModuleAnalysis? Of(
        Compilation compilation, KnownTypes knownTypes, AnalyzerOptions options, ImmutableArray<Baseline> baselines)
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
        IsUnchanged(symbol, cancellation) || HalfTypedCode.IsUnfinished(symbol, cancellation)
            ? []
            : ComparisonOf(symbol, cancellation).Changes.At(symbol);

    /// <summary>
    /// What was not reported at a row, because attributes of its columns were taken for those that they are called like: at the first
    /// that is none.
    /// </summary>
    public IReadOnlyList<Diagnostic> MisreadChanges(IFieldSymbol field, CancellationToken cancellation)
    {
        if (field.IsStatic || field.GetAttributes().IsEmpty || WrittenAttributes.AreWhatTheyLookLike(field, _knownTypes, cancellation))
        {
            return [];
        }
        var row = field.ContainingType;
        var isFirst = SymbolEqualityComparer.Default.Equals(field, row.GetMembers().OfType<IFieldSymbol>()
            .First(field => !field.IsStatic && !WrittenAttributes.AreWhatTheyLookLike(field, _knownTypes, cancellation)));
        return isFirst && row.Attribute(_knownTypes.Table) is not null && IsUnchanged(row, cancellation)
            && Match(cancellation).IsMisread(row)
            ? ComparisonOf(row, cancellation).Changes.At(row)
            : [];
    }

    public IReadOnlyList<Diagnostic> Changes(AdditionalText file, CancellationToken cancellation) =>
        Differing(file, cancellation) is { } baseline ? _module.Get(cancellation).Changes.In(baseline) : [];

    public IReadOnlyList<Diagnostic> WayBack(ISymbol symbol, CancellationToken cancellation) =>
        IsUnchanged(symbol, cancellation) || HalfTypedCode.IsUnfinished(symbol, cancellation)
            ? []
            : ComparisonOf(symbol, cancellation).WayBack(cancellation).At(symbol);

    public IReadOnlyList<Diagnostic> WayBack(AdditionalText file, CancellationToken cancellation) =>
        Differing(file, cancellation) is { } baseline ? _module.Get(cancellation).WayBack(cancellation).In(baseline) : [];

    private ModuleComparison ComparisonOf(ISymbol symbol, CancellationToken cancellation) =>
        _symbols.Get(cancellation).Of(symbol, cancellation) ?? _module.Get(cancellation);

    /// <summary>
    /// The baseline of that file, unless all that it has is in the source as it has it: then there is nothing to say in it. Nor is there
    /// while what seems to be gone may only be hidden.
    /// </summary>
    private Baseline? Differing(AdditionalText file, CancellationToken cancellation) =>
        _baselines.FirstOrDefault(baseline => baseline.File == file) is { } found
            && !new BaselineCoverage(_reader.Get(cancellation), Match(cancellation)).HasAllOf(found, cancellation)
            && !_reader.Get(cancellation).HalfTyped.HidesDeclarations(cancellation) ? found : null;

    private bool IsUnchanged(ISymbol symbol, CancellationToken cancellation) => symbol switch
    {
        INamedTypeSymbol type => IsUnchangedDeclaration(type, cancellation),
        IMethodSymbol { IsStatic: true, MethodKind: MethodKind.Ordinary } method =>
            method.GetAttributes().Length == 0 || IsOtherPart(method, cancellation) || Match(cancellation).IsUnchangedMethod(method),
        // Settings and visibility filters: there are few of them, and they touch everything.
        IFieldSymbol { IsStatic: true } =>
            (symbol.Attribute(_knownTypes.Settings) ?? symbol.Attribute(_knownTypes.ClientVisibilityFilter)) is null,
        _ => true,
    };

    /// <summary>Hosts analyze both parts of a partial method, and both have the attributes of either.</summary>
    private bool IsOtherPart(IMethodSymbol method, CancellationToken cancellation) =>
        !SymbolEqualityComparer.Default.Equals(_reader.Get(cancellation).Functions.AttributedPart(method), method);

    private bool IsUnchangedDeclaration(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var isTable = false;
        var isType = false;
        foreach (var attribute in type.GetAttributes())
        {
            isTable |= attribute.Is(_knownTypes.Table);
            isType |= attribute.Is(_knownTypes.Type);
        }
        return (!isTable || Match(cancellation).IsUnchangedRow(type)) && (!isType || Match(cancellation).OfType(type).IsUnchanged);
    }

    private BaselineMatch Match(CancellationToken cancellation) => _match.Get(cancellation);
}
