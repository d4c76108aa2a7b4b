using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers;

/// <summary>
/// Reports what is wrong with a snapshot itself: where it cannot be read, and what it keeps as accepted and is no change.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SnapshotAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(SnapshotRules.UnreadableSnapshot, SnapshotRules.StaleAcceptance);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static context =>
        {
            var faulty = Baseline.All(context.Options, context.TryGetValue!, context.CancellationToken)
                .RemoveAll(static baseline => baseline.Document.Error is null && !baseline.Document.History.Accepted.Changes.Any());
            if (faulty.IsEmpty)
            {
                return;
            }
            var engine = EngineVersions.Of(context.Compilation, context.Options.AnalyzerConfigOptionsProvider.GlobalOptions);
            context.RegisterAdditionalFileAction(context =>
            {
                foreach (var baseline in faulty)
                {
                    if (baseline.File == context.AdditionalFile)
                    {
                        foreach (var diagnostic in Faults(baseline, engine))
                        {
                            context.ReportDiagnostic(diagnostic);
                        }
                    }
                }
            });
        });
    }

    private static IEnumerable<Diagnostic> Faults(Baseline baseline, EngineVersion engine) => baseline.Document.Error is { } error
        ? [Diagnostic.Create(
            SnapshotRules.UnreadableSnapshot,
            baseline.PlaceOf(error.Range),
            baseline.FileName,
            SnapshotCommand.For(error.Message, baseline.FileName))]
        : baseline.Document.History.Accepted.Stale(baseline.Document.Schema!, engine).Select(stale => Diagnostic.Create(
            SnapshotRules.StaleAcceptance,
            baseline.PlaceOf(stale.Place),
            baseline.FileName,
            $"{stale.Change.Change} {string.Join(", ", stale.Change.Affects)}",
            SnapshotCommand.Option(baseline.FileName)));
}
