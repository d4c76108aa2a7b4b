using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers;

/// <summary>
/// Compares what the code declares with the committed snapshots, and reports each change where it was made: at the symbol, so
/// that it is live in an IDE, and in the snapshot only what is no longer in the code.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SchemaAnalyzer : ModuleAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ChangeRules.All;

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes knownTypes)
    {
        var baselines = Baseline.All(context.Options, context.TryGetValue!, context.CancellationToken);
        if (baselines.IsEmpty)
        {
            var missing = new MissingSnapshot(context.Compilation, knownTypes, context.Options);
            context.RegisterSymbolAction(missing.Analyze, SymbolKind.NamedType);
            return;
        }
        if (ModuleAnalysis.Of(context.Compilation, knownTypes, context.Options, baselines) is { } module)
        {
            context.RegisterSymbolAction(
                context => context.ReportDiagnostics(module.Changes(context.Symbol, context.CancellationToken)),
                ModuleAnalysis.KindsIn(context.Compilation, context.CancellationToken));
            context.RegisterSymbolAction(
                context => context.ReportDiagnostics(module.MisreadChanges((IFieldSymbol)context.Symbol, context.CancellationToken)),
                SymbolKind.Field);
            context.RegisterAdditionalFileAction(
                context => context.ReportDiagnostics(module.Changes(context.AdditionalFile, context.CancellationToken)));
        }
    }
}
