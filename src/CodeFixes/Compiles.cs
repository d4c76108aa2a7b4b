using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SpacetimeSchema.Analyzers.CodeFixes;

internal static class Compiles
{
    /// <summary>Several fixes are tried on one compilation.</summary>
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<(SyntaxTree Tree, TextSpan Span), string[]>> s_errors =
        new();

    /// <summary>Whether neither a changed project nor one that depends on it has an error that it did not have before.</summary>
    public static async Task<bool> AsBeforeAsync(Project project, Solution changed, CancellationToken cancellation)
    {
        if (changed.GetProject(project.Id) is null)
        {
            return false;
        }
        var edited = changed.GetChanges(project.Solution).GetProjectChanges().Select(static changes => changes.ProjectId).ToArray();
        var reach = new EditReach();
        foreach (var id in edited)
        {
            if (await CompilationAsync(project.Solution, id, cancellation).ConfigureAwait(false) is { } before
                && await CompilationAsync(changed, id, cancellation).ConfigureAwait(false) is { } after)
            {
                reach.Add(before, after, cancellation);
            }
        }
        foreach (var id in Touched(project, edited))
        {
            if (await CompilationAsync(changed, id, cancellation).ConfigureAwait(false) is { } after
                && Errors(after, reach, cancellation) is { Count: > 0 } errors
                && await CompilationAsync(project.Solution, id, cancellation).ConfigureAwait(false) is { } before
                && !errors.IsSubsetOf(Errors(before, reach, cancellation)))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The project itself first, for most that fails does so there.</summary>
    private static IEnumerable<ProjectId> Touched(Project project, ProjectId[] edited)
    {
        var graph = project.Solution.GetProjectDependencyGraph();
        return edited.Prepend(project.Id).Concat(edited.SelectMany(graph.GetProjectsThatTransitivelyDependOnThisProject)).Distinct();
    }

    private static async Task<Compilation?> CompilationAsync(Solution solution, ProjectId id, CancellationToken cancellation) =>
        solution.GetProject(id) is { SupportsCompilation: true } project
            ? await project.GetCompilationAsync(cancellation).ConfigureAwait(false)
            : null;

    private static HashSet<string> Errors(Compilation compilation, EditReach reach, CancellationToken cancellation)
    {
        var known = s_errors.GetOrCreateValue(compilation);
        return [.. reach.In(compilation, cancellation).SelectMany(part => known.GetOrAdd(part, part =>
            [.. compilation.GetSemanticModel(part.Tree).GetDiagnostics(part.Span, cancellation)
                .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                .Select(static diagnostic => $"{diagnostic.Id} {diagnostic.GetMessage()}")]))];
    }
}
