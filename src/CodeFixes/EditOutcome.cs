using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.CodeFixes;

/// <summary>What is so after an edit: it is offered only where it leads somewhere.</summary>
internal static class EditOutcome
{
    /// <summary>
    /// Whether the edit is sound, the finding that it is for is gone after it, and publish refuses nothing else for it: what else was
    /// changed may keep the finding there.
    /// </summary>
    public static async Task<bool> MendsAsync(Solution changed, Project project, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var read = await WrittenText.ReadAsync(project.Solution, changed, cancellation).ConfigureAwait(false);
        if (!await IsSoundAsync(read, project, cancellation).ConfigureAwait(false))
        {
            return false;
        }
        var left = await CurrentFindings.OfAsync(read.GetProject(project.Id)!, cancellation).ConfigureAwait(false);
        return CurrentFindings.Find(left, diagnostic) is null
            && !await NewRefusals.AnyAsync(project, left, diagnostic, cancellation).ConfigureAwait(false);
    }

    /// <summary>Whether it changes something, leaves directives alone, and leaves code that compiles as well as it did before.</summary>
    public static async Task<bool> IsSoundAsync(Solution changed, Project project, CancellationToken cancellation) =>
        changed != project.Solution
        && await Directives.AsBeforeAsync(project.Solution, changed, cancellation).ConfigureAwait(false)
        && await Compiles.AsBeforeAsync(project, changed, cancellation).ConfigureAwait(false);
}
