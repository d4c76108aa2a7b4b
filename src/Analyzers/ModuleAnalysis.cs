using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers;

/// <summary>
/// One compilation against its baselines. A symbol that reads as the baseline has it is done at once; only where one differs is
/// the whole module read and compared, once, and each symbol reports what belongs to it.
/// </summary>
internal sealed class ModuleAnalysis
{
    private readonly KnownTypes _knownTypes;
    private readonly ImmutableArray<Baseline> _baselines;
    private readonly OnceOnly<BaselineMatch> _match;
    private readonly OnceOnly<ModuleComparison> _comparison;

    public ModuleAnalysis(Compilation compilation, KnownTypes knownTypes, AnalyzerOptions options, ImmutableArray<Baseline> baselines)
    {
        var engine = EngineVersions.Of(compilation, options.AnalyzerConfigOptionsProvider.GlobalOptions);
        _knownTypes = knownTypes;
        _baselines = baselines;
        _match = new(cancellation => new(new(compilation, knownTypes, engine, cancellation), baselines));
        _comparison = new(cancellation => new(
            new SourceSchemaReader(compilation, knownTypes, engine, cancellation).Read(),
            baselines,
            engine,
            knownTypes,
            ClientPolicies.Of(options.AnalyzerConfigOptionsProvider.GlobalOptions),
            cancellation));
    }

    public void AnalyzeType(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var isTable = false;
        var isType = false;
        foreach (var attribute in type.GetAttributes())
        {
            isTable |= attribute.Is(_knownTypes.Table);
            isType |= attribute.Is(_knownTypes.Type);
        }
        if ((isTable && !Match(context).IsUnchangedRow(type)) || (isType && !Match(context).OfType(type).IsUnchanged))
        {
            Report(context);
        }
    }

    public void AnalyzeMethod(SymbolAnalysisContext context)
    {
        if (context.Symbol is IMethodSymbol { IsStatic: true, MethodKind: MethodKind.Ordinary } method
            && method.GetAttributes().Length > 0 && !Match(context).IsUnchangedMethod(method))
        {
            Report(context);
        }
    }

    /// <summary>Settings and visibility filters: there are few of them, and they touch everything.</summary>
    public void AnalyzeField(SymbolAnalysisContext context)
    {
        if (context.Symbol.IsStatic
            && (context.Symbol.Attribute(_knownTypes.Settings) ?? context.Symbol.Attribute(_knownTypes.ClientVisibilityFilter)) is not null)
        {
            Report(context);
        }
    }

    public void AnalyzeSnapshot(AdditionalFileAnalysisContext context)
    {
        foreach (var baseline in _baselines)
        {
            if (baseline.File == context.AdditionalFile && !_match.Get(context.CancellationToken).HasAllOf(baseline, context.CancellationToken))
            {
                foreach (var diagnostic in _comparison.Get(context.CancellationToken).InSnapshot(baseline))
                {
                    context.ReportDiagnostic(diagnostic);
                }
            }
        }
    }

    private BaselineMatch Match(SymbolAnalysisContext context) => _match.Get(context.CancellationToken);

    private void Report(SymbolAnalysisContext context)
    {
        foreach (var diagnostic in _comparison.Get(context.CancellationToken).At(context.Symbol))
        {
            context.ReportDiagnostic(diagnostic);
        }
    }
}
