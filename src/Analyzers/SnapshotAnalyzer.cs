using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers;

/// <summary>Reports a snapshot that cannot be read, at the place where it is broken.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SnapshotAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(SnapshotRules.UnreadableSnapshot);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static context =>
        {
            var unreadable = Baseline.All(context.Options, context.TryGetValue!, context.CancellationToken)
                .RemoveAll(static baseline => baseline.Document.Error is null);
            if (unreadable.IsEmpty)
            {
                return;
            }
            context.RegisterAdditionalFileAction(context =>
            {
                foreach (var baseline in unreadable)
                {
                    if (baseline.File == context.AdditionalFile)
                    {
                        var error = baseline.Document.Error!;
                        context.ReportDiagnostic(Diagnostic.Create(
                            SnapshotRules.UnreadableSnapshot, baseline.PlaceOf(error.Range), baseline.FileName, error.Message));
                    }
                }
            });
        });
    }
}
