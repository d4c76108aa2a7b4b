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
public sealed class MigrationReducerAnalyzer : ModuleAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = MigrationRules.All;

    private protected override void Register(CompilationStartAnalysisContext context, KnownTypes knownTypes)
    {
        if (knownTypes.Reducer is not null)
        {
            var baselines = Baseline.All(context.Options, context.TryGetValue!, context.CancellationToken);
            var reducers = new ModuleReducers(context.Compilation, knownTypes, context.Options, baselines);
            context.RegisterSymbolAction(reducers.Analyze, SymbolKind.Method);
        }
    }
}
