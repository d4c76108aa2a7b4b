using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.CodeFixes;

internal static class Compiles
{
    /// <summary>Several fixes are tried on one compilation.</summary>
    private static readonly ConditionalWeakTable<Compilation, HashSet<string>> s_errors = new();

    /// <summary>Whether neither a changed project nor one that depends on it has an error that it did not have before.</summary>
    public static async Task<bool> AsBeforeAsync(Project project, Solution changed, CancellationToken cancellation)
    {
        if (changed.GetProject(project.Id) is null)
        {
            return false;
        }
        foreach (var id in Touched(project, changed))
        {
            if (project.Solution.GetProject(id) is { SupportsCompilation: true } before
                && await ErrorsAsync(changed.GetProject(id)!, cancellation).ConfigureAwait(false) is { Count: > 0 } errors
                && !errors.IsSubsetOf(await ErrorsAsync(before, cancellation).ConfigureAwait(false)))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The project itself first, for most that fails does so there.</summary>
    private static IEnumerable<ProjectId> Touched(Project project, Solution changed)
    {
        var graph = project.Solution.GetProjectDependencyGraph();
        var edited = changed.GetChanges(project.Solution).GetProjectChanges().Select(static changes => changes.ProjectId).ToArray();
        return edited.Prepend(project.Id).Concat(edited.SelectMany(graph.GetProjectsThatTransitivelyDependOnThisProject)).Distinct();
    }

    private static async Task<HashSet<string>> ErrorsAsync(Project project, CancellationToken cancellation)
    {
        var compilation = await project.GetCompilationAsync(cancellation).ConfigureAwait(false);
        return s_errors.GetValue(compilation!, compilation => [.. compilation.GetDiagnostics(cancellation)
            .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(static diagnostic => $"{diagnostic.Id} {diagnostic.GetMessage()}")]);
    }
}
