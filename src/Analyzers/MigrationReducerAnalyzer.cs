using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeSchema.Analyzers.Migrations;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers;

/// <summary>
/// Reports migration reducers that leave other rows when they run twice, and what else goes wrong around them. Each reducer is
/// judged at its own symbol, so that findings are live in an IDE.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MigrationReducerAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = MigrationRules.All;

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static context =>
        {
            if (KnownTypes.TryGet(context.Compilation, out var knownTypes) && knownTypes.Reducer is not null)
            {
                var baselines = Baseline.All(context.Options, context.TryGetValue!, context.CancellationToken);
                var reducers = new ModuleReducers(context.Compilation, knownTypes, context.Options, baselines);
                context.RegisterSymbolAction(reducers.Analyze, SymbolKind.Method);
            }
        });
    }
}
