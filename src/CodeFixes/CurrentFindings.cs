using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.CodeFixes;

/// <summary>What would be reported of a project as it is, which no host has analyzed yet.</summary>
internal static class CurrentFindings
{
    public static async Task<IReadOnlyList<Diagnostic>> OfAsync(Project project, CancellationToken cancellation)
    {
        if (await project.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation
            || !KnownTypes.TryGet(compilation, out var knownTypes))
        {
            return [];
        }
        var options = project.AnalyzerOptions;
        var baselines = Baseline.All(options, SnapshotCache.TryGet, cancellation)
            .RemoveAll(static baseline => baseline.Document.Error is not null);
        var globals = options.AnalyzerConfigOptionsProvider.GlobalOptions;
        var settings = new ComparisonSettings(
            knownTypes, EngineVersions.Of(compilation, globals), SeverityPolicy.Of(globals, compilation.Options));
        var comparison = ModuleComparison.OfModule(
            SourceCache.Read(compilation, knownTypes, project, cancellation), baselines, settings, cancellation);
        return [.. baselines.SelectMany(baseline => comparison.Changes.Against(baseline.FileName))];
    }

    /// <summary>A finding as it would be reported now; null where it is gone.</summary>
    public static async Task<Diagnostic?> FindAsync(Project project, Diagnostic finding, CancellationToken cancellation) =>
        Find(await OfAsync(project, cancellation).ConfigureAwait(false), finding);

    public static Diagnostic? Find(IReadOnlyList<Diagnostic> current, Diagnostic finding) =>
        current.FirstOrDefault(candidate => Identity(candidate) == Identity(finding));

    /// <summary>What a thing was matters only where nothing in the code is it: another edit may have changed that too.</summary>
    private static (string Id, string?, string?, string?, string?) Identity(Diagnostic diagnostic) => (
        diagnostic.Id,
        diagnostic.Property(ChangeProperties.Kind),
        diagnostic.Property(ChangeProperties.Owner),
        diagnostic.Property(ChangeProperties.Member) ?? diagnostic.Property(ChangeProperties.Old),
        diagnostic.Property(ChangeProperties.Baseline));
}
