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
public sealed class WayBackAnalyzer : ModuleAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(ClientRules.NoWayBack);

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes knownTypes)
    {
        var baselines = Baseline.All(context.Options, context.TryGetValue!, context.CancellationToken);
        if (ModuleAnalysis.Of(context.Compilation, knownTypes, context.Options, baselines) is { } module)
        {
            context.RegisterSymbolAction(
                context => context.ReportDiagnostics(module.WayBack(context.Symbol, context.CancellationToken)),
                ModuleAnalysis.KindsIn(context.Compilation, context.CancellationToken));
            context.RegisterAdditionalFileAction(
                context => context.ReportDiagnostics(module.WayBack(context.AdditionalFile, context.CancellationToken)));
        }
    }
}
