using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SpacetimeSchema.Analyzers.CodeFixes;

/// <summary>
/// Fix All of <see cref="SchemaCodeFixProvider"/>. It applies a fix again and again, each time to what the code is by then: several
/// findings often stand in one declaration, where merged edits would spoil each other, and what one fix mended needs no other.
/// </summary>
internal sealed class OneByOneFixAllProvider : FixAllProvider
{
    public static OneByOneFixAllProvider Instance { get; } = new();

    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        var findings = await FixAllFindings.OfAsync(context).ConfigureAwait(false);
        return findings.Count > 0
            ? CodeAction.Create(
                "Fix all of these changes", cancellation => ApplyAsync(context, findings, cancellation), context.CodeActionEquivalenceKey)
            : null;
    }

    private static async Task<Solution> ApplyAsync(
        FixAllContext context,
        IReadOnlyList<(Project Project, IEnumerable<Diagnostic> Diagnostics)> findings,
        CancellationToken cancellation)
    {
        var (solution, key) = (context.Solution, context.CodeActionEquivalenceKey);
        foreach (var (project, diagnostics) in findings)
        {
            foreach (var inDocument in diagnostics.GroupBy(diagnostic => context.Solution.GetDocument(diagnostic.Location.SourceTree)?.Id))
            {
                // Another target framework's turn may have edited this document already: its findings are of a text that is gone.
                if (inDocument.Key is { } id && solution.GetDocument(id) is { } untouched && untouched == context.Solution.GetDocument(id))
                {
                    solution = await SchemaCodeFixProvider.FixAtOnceAsync(untouched, inDocument, key, cancellation).ConfigureAwait(false);
                }
            }
            foreach (var wanted in diagnostics.OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start))
            {
                var current = await CurrentFindings.FindAsync(solution.GetProject(project.Id)!, wanted, cancellation).ConfigureAwait(false);
                if (solution.GetDocument(current?.Location.SourceTree) is { } document
                    && await SchemaCodeFixProvider.FixAsync(document, current!, key, cancellation).ConfigureAwait(false) is { } @fixed)
                {
                    solution = @fixed;
                }
            }
        }
        return solution;
    }
}
