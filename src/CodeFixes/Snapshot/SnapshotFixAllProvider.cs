using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SpacetimeSchema.Analyzers.CodeFixes.Snapshot;

/// <summary>Fix All for edits of the snapshot, which the batch fixer knows nothing of.</summary>
internal sealed class SnapshotFixAllProvider : FixAllProvider
{
    private readonly ImmutableArray<FixAllScope> _scopes;

    private SnapshotFixAllProvider(params FixAllScope[] scopes) => _scopes = scopes.ToImmutableArray();

    public static SnapshotFixAllProvider EveryScope { get; } = new(FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution);

    /// <summary>For what breaks: a plain <c>dotnet format</c> works on the solution, and must not accept it.</summary>
    public static SnapshotFixAllProvider DocumentAndProject { get; } = new(FixAllScope.Document, FixAllScope.Project);

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => _scopes;

    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        var findings = await FindingsAsync(context).ConfigureAwait(false);
        return findings.Count == 0
            ? null
            : CodeAction.Create(
                "Take the changes over into the snapshot",
                cancellation => SnapshotEdit.AcceptAsync(context.Solution, findings, cancellation),
                context.CodeActionEquivalenceKey);
    }

    private static async Task<IReadOnlyList<(Project, IEnumerable<Diagnostic>)>> FindingsAsync(FixAllContext context)
    {
        var result = new List<(Project, IEnumerable<Diagnostic>)>();
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
        result.RemoveAll(static item => !item.Item2.Any());
        return result;
    }
}
