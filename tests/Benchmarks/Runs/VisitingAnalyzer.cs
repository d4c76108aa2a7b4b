using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SpacetimeSchema.Benchmarks.Runs;

/// <summary>
/// The measure of all: goes to the symbols that a schema is made of, types, fields and methods, reads their attributes and leaves.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class VisitingAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new("BENCH01", "Visited", "Visited", "Benchmark", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_rule];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static context =>
        {
            if (context.Compilation.GetTypeByMetadataName("SpacetimeDB.TableAttribute") is { } table)
            {
                context.RegisterSymbolAction(context => Visit(context, table), SymbolKind.NamedType, SymbolKind.Field, SymbolKind.Method);
            }
        });
    }

    private static void Visit(SymbolAnalysisContext context, INamedTypeSymbol table)
    {
        foreach (var attribute in context.Symbol.GetAttributes())
        {
            // Never so: what counts is that each argument was looked at.
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, table) && attribute.ConstructorArguments.Length + attribute.NamedArguments.Length > 100)
            {
                context.ReportDiagnostic(Diagnostic.Create(s_rule, Location.None));
            }
        }
    }
}
