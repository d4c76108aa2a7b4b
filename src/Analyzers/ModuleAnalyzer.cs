using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers;

/// <summary>Looks at what a module declares by hand. In a project without SpacetimeDB it asks for nothing.</summary>
public abstract class ModuleAnalyzer : DiagnosticAnalyzer
{
    private protected ModuleAnalyzer()
    {
    }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(context =>
        {
            if (KnownTypes.TryGet(context.Compilation, out var knownTypes))
            {
                Register(context, knownTypes);
            }
        });
    }

    private protected abstract void Register(CompilationStartAnalysisContext context, KnownTypes knownTypes);
}
