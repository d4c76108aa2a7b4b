using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers;

/// <summary>
/// Reports what cannot be taken back by publishing the deployed module again. An analyzer of its own, because a compiler does not run
/// one whose rules are all hidden or switched off: the comparison in the other direction is made only for those who see it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WayBackAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(ClientRules.NoWayBack);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static context =>
        {
            if (!KnownTypes.TryGet(context.Compilation, out var knownTypes))
            {
                return;
            }
            var baselines = Baseline.All(context.Options, context.TryGetValue!, context.CancellationToken);
            if (ModuleAnalysis.Of(context.Compilation, knownTypes, context.Options, baselines) is { } module)
            {
                context.RegisterSymbolAction(
                    context => context.ReportDiagnostics(module.WayBack(context.Symbol, context.CancellationToken)),
                    ModuleAnalysis.KindsIn(context.Compilation, context.CancellationToken));
                context.RegisterAdditionalFileAction(
                    context => context.ReportDiagnostics(module.WayBack(context.AdditionalFile, context.CancellationToken)));
            }
        });
    }
}
