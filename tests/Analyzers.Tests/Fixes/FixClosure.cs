using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

/// <summary>Where the fixes of a module lead.</summary>
internal static class FixClosure
{
    /// <summary>What is wrong with fixes, each applied alone: code that does not compile, or its finding still there.</summary>
    public static async Task<List<string>> ComplaintsAsync(Project project)
    {
        var complaints = new List<string>();
        foreach (var finding in await RejectedAsync(project))
        {
            foreach (var action in await ModuleWorkspace.RepairsAsync(project, finding))
            {
                var after = await ModuleWorkspace.ApplyAsync(project, action);
                complaints.AddRange((await ModuleWorkspace.ErrorsAsync(after)).Take(1).Select(error => $"'{action.Title}' leaves {error}"));
                if ((await ModuleWorkspace.FindingsAsync(after)).Any(other => Identity(other) == Identity(finding)))
                {
                    complaints.Add($"'{action.Title}' leaves {finding.Id} {finding.GetMessage()}");
                }
            }
        }
        return complaints;
    }

    /// <summary>What publish still rejects when the safest fix was applied again and again, so often at most.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> LeftAsync(Project project, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            CodeAction? action = null;
            foreach (var finding in await RejectedAsync(project))
            {
                action ??= (await ModuleWorkspace.RepairsAsync(project, finding)).FirstOrDefault();
            }
            if (action is null)
            {
                break;
            }
            project = await ModuleWorkspace.ApplyAsync(project, action);
        }
        return await RejectedAsync(project);
    }

    /// <summary>But for filters on private tables, which some modules have from the start: who may see them no fix decides.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> RejectedAsync(Project project) =>
        [.. (await ModuleWorkspace.FindingsAsync(project)).Where(static finding =>
            finding.Properties[ChangeProperties.Publish] == "rejected" && KindOf(finding) != nameof(ChangeKind.VisibilityFilterInvalid))];

    public static string? KindOf(Diagnostic finding) => finding.Properties[ChangeProperties.Kind];

    private static (string?, string?, string?) Identity(Diagnostic finding) =>
        (KindOf(finding), finding.Properties[ChangeProperties.Owner], finding.Properties[ChangeProperties.Member]);
}
