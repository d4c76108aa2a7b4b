using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SpacetimeSchema.Benchmarks.Runs;

/// <summary>An analyzer to compare with: goes to symbols of a module that knows <c>[Table]</c>, looks at them and leaves.</summary>
internal abstract class TableVisitor(params SymbolKind[] kinds) : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "BENCH01", "Visited", "Visited", "Benchmark", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [s_rule];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(context =>
        {
            if (context.Compilation.GetTypeByMetadataName("SpacetimeDB.TableAttribute") is { } table)
            {
                context.RegisterSymbolAction(
                    context =>
                    {
                        if (IsOdd(context.Symbol, table))
                        {
                            context.ReportDiagnostic(Diagnostic.Create(s_rule, Location.None));
                        }
                    },
                    kinds);
            }
        });
    }

    /// <summary>Never so: what counts is that each part was looked at.</summary>
    protected abstract bool IsOdd(ISymbol symbol, INamedTypeSymbol table);
}
