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
        var findings = await FixAllFindings.OfAsync(context).ConfigureAwait(false);
        return findings.Count == 0
            ? null
            : CodeAction.Create(
                "Take the changes over into the snapshot",
                cancellation => SnapshotEdit.AcceptAsync(context.Solution, findings, cancellation),
                context.CodeActionEquivalenceKey);
    }
}
