using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers.CodeFixes.Snapshot;

/// <summary>Fix All for edits of one snapshot, which the batch fixer knows nothing of.</summary>
/// <param name="keyOf">The equivalence key of the fix for the baseline of that name: what goes into one goes into no other.</param>
internal sealed class SnapshotFixAllProvider(Func<string?, string> keyOf, params FixAllScope[] scopes) : FixAllProvider
{
    private readonly ImmutableArray<FixAllScope> _scopes = scopes.ToImmutableArray();

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => _scopes;

    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        var findings = (await FixAllFindings.OfAsync(context).ConfigureAwait(false))
            .Select(item =>
                (item.Project, Diagnostics: item.Diagnostics.Where(finding => IsForSame(context, finding)).ToArray().AsEnumerable()))
            .Where(static item => item.Diagnostics.Any())
            .ToArray();
        return findings.Length == 0
            ? null
            : CodeAction.Create(
                "Take the changes over into the snapshot",
                cancellation => SnapshotEdit.AcceptAsync(context.Solution, findings, cancellation),
                context.CodeActionEquivalenceKey);
    }

    private bool IsForSame(FixAllContext context, Diagnostic finding) =>
        keyOf(finding.Property(ChangeProperties.Baseline)) == context.CodeActionEquivalenceKey;
}
