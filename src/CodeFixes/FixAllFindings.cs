using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SpacetimeSchema.Analyzers.CodeFixes;

/// <summary>What a Fix All is about, by project.</summary>
internal static class FixAllFindings
{
    public static async Task<IReadOnlyList<(Project Project, IEnumerable<Diagnostic> Diagnostics)>> OfAsync(FixAllContext context)
    {
        var result = new List<(Project Project, IEnumerable<Diagnostic> Diagnostics)>();
        switch (context.Scope)
        {
            case FixAllScope.Document when context.Document is not null:
                result.Add((context.Project, await context.GetDocumentDiagnosticsAsync(context.Document).ConfigureAwait(false)));
                break;
            case FixAllScope.Project:
                result.Add((context.Project, await context.GetAllDiagnosticsAsync(context.Project).ConfigureAwait(false)));
                break;
            case FixAllScope.Solution:
                foreach (var project in context.Solution.Projects)
                {
                    result.Add((project, await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false)));
                }
                break;
        }
        result.RemoveAll(static item => !item.Diagnostics.Any());
        return result;
    }
}
