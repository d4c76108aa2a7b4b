using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.CodeFixes;

internal static class Compiles
{
    /// <summary>Several fixes are tried on one compilation.</summary>
    private static readonly ConditionalWeakTable<Compilation, HashSet<string>> s_errors = new();

    /// <summary>Whether a changed project has no error that it did not have before.</summary>
    public static async Task<bool> AsBeforeAsync(Project project, Solution changed, CancellationToken cancellation)
    {
        if (changed.GetProject(project.Id) is not { } after)
        {
            return false;
        }
        var errors = await ErrorsAsync(after, cancellation).ConfigureAwait(false);
        return errors.Count == 0 || errors.IsSubsetOf(await ErrorsAsync(project, cancellation).ConfigureAwait(false));
    }

    private static async Task<HashSet<string>> ErrorsAsync(Project project, CancellationToken cancellation)
    {
        var compilation = await project.GetCompilationAsync(cancellation).ConfigureAwait(false);
        return s_errors.GetValue(compilation!, compilation => [.. compilation.GetDiagnostics(cancellation)
            .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(static diagnostic => $"{diagnostic.Id} {diagnostic.GetMessage()}")]);
    }
}
