using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.CodeFixes;

internal static class Compiles
{
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
        return [.. compilation!.GetDiagnostics(cancellation)
            .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(static diagnostic => $"{diagnostic.Id} {diagnostic.GetMessage()}")];
    }
}
