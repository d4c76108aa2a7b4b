using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers.CodeFixes;

/// <summary>
/// Fix All that applies a fix again and again, each time to what the code is by then: several findings often stand in one
/// declaration, where merged edits would spoil each other, and what one fix mended needs no other.
/// </summary>
internal sealed class OneByOneFixAllProvider : FixAllProvider
{
    public static OneByOneFixAllProvider Instance { get; } = new();

    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        var findings = await FixAllFindings.OfAsync(context).ConfigureAwait(false);
        return context.CodeFixProvider is SchemaCodeFix fix && findings.Count > 0
            ? CodeAction.Create("Fix all of these changes", cancellation => ApplyAsync(context, fix, findings, cancellation), context.CodeActionEquivalenceKey)
            : null;
    }

    private static async Task<Solution> ApplyAsync(
        FixAllContext context, SchemaCodeFix fix, IReadOnlyList<(Project Project, IEnumerable<Diagnostic> Diagnostics)> findings, CancellationToken cancellation)
    {
        var solution = context.Solution;
        foreach (var (project, diagnostics) in findings)
        {
            foreach (var wanted in diagnostics.OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start))
            {
                var current = (await CurrentFindings.OfAsync(solution.GetProject(project.Id)!, cancellation).ConfigureAwait(false))
                    .FirstOrDefault(diagnostic => Identity(diagnostic) == Identity(wanted));
                if (solution.GetDocument(current?.Location.SourceTree) is { } document
                    && await fix.FirstAsync(document, current!, context.CodeActionEquivalenceKey, cancellation).ConfigureAwait(false) is { } @fixed)
                {
                    solution = @fixed;
                }
            }
        }
        return solution;
    }

    private static (string Id, string?, string?, string?, string?, string?) Identity(Diagnostic diagnostic) => (
        diagnostic.Id,
        Property(diagnostic, ChangeProperties.Kind),
        Property(diagnostic, ChangeProperties.Owner),
        Property(diagnostic, ChangeProperties.Member),
        Property(diagnostic, ChangeProperties.Old),
        Property(diagnostic, ChangeProperties.Baseline));

    private static string? Property(Diagnostic diagnostic, string name) => diagnostic.Properties.TryGetValue(name, out var value) ? value : null;
}
