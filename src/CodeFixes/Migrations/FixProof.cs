using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Migrations;
using SpacetimeSchema.Analyzers.Migrations.Execution;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.CodeFixes.Migrations;

/// <summary>A fix is offered only where the changed reducer compiles and is found idempotent.</summary>
internal static class FixProof
{
    public static async Task<bool> HoldsAsync(ReducerFix fix, Document changed, CancellationToken cancellation)
    {
        var read = await WrittenText.ReadAsync(fix.Document.Project.Solution, changed.Project.Solution, cancellation).ConfigureAwait(false);
        if (await read.GetDocument(changed.Id)!.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
            || HasError(model, cancellation)
            || !KnownTypes.TryGet(model.Compilation, out var knownTypes)
            || Reducer(model.Compilation, fix.Symbol) is not { } reducer)
        {
            return false;
        }
        var reader = new SourceSchemaReader(
            model.Compilation,
            knownTypes,
            EngineVersions.Of(model.Compilation, changed.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GlobalOptions),
            cancellation);
        var module = new Module(model.Compilation, knownTypes, reader, cancellation);
        var code = new ReachableCode(module, reducer);
        var analysis = new ReducerAnalysis(module, reducer, fix.Options.Markers, code, new TableUses(module, code));
        foreach (var finding in analysis.Findings)
        {
            if (finding.Kind < FindingKind.NotReplaySafe)
            {
                return false;
            }
        }
        // A guard that lets nothing through is idempotent too.
        return analysis.Trials.All.Exists(static trial => trial.First.Writes.Count > 0);
    }

    private static bool HasError(SemanticModel model, CancellationToken cancellation)
    {
        foreach (var diagnostic in model.GetDiagnostics(cancellationToken: cancellation))
        {
            if (diagnostic.Severity == DiagnosticSeverity.Error)
            {
                return true;
            }
        }
        return false;
    }

    private static IMethodSymbol? Reducer(Compilation compilation, IMethodSymbol original)
    {
        var type = compilation.GetTypeByMetadataName(MetadataName(original.ContainingType));
        if (type is null)
        {
            return null;
        }
        foreach (var member in type.GetMembers(original.Name))
        {
            if (member is IMethodSymbol method && method.Parameters.Length == original.Parameters.Length)
            {
                return method;
            }
        }
        return null;
    }

    private static string MetadataName(INamedTypeSymbol type) =>
        type.ContainingType is { } container ? MetadataName(container) + "+" + type.MetadataName
        : type.ContainingNamespace.IsGlobalNamespace ? type.MetadataName
        : type.ContainingNamespace.ToDisplayString() + "." + type.MetadataName;
}
