using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers.CodeFixes.ExpandContract;

/// <summary>
/// Gives the new shape of a table a table of its own beside the old one, with all that keeps both alike until the old one can go:
/// expand, migrate, contract.
/// </summary>
internal sealed class ExpandContractCodeFix : SchemaCodeFix
{
    public const string EquivalenceKey = "ExpandContract";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        PublishRules.ColumnRemoved.Id, PublishRules.ColumnRenamed.Id, PublishRules.ColumnRetyped.Id, PublishRules.ColumnsReordered.Id);

    /// <summary>A new table is a decision, one at a time.</summary>
    public override bool CanFixAll(string key) => false;

    public override async Task<IReadOnlyList<Proposal>> ProposeAsync(Finding finding, CancellationToken cancellation)
    {
        if (finding.Kind is not (ChangeKind.ColumnRemoved or ChangeKind.ColumnRenamed or ChangeKind.ColumnRetyped
            or ChangeKind.ColumnsReordered)
            || TableTransition.Of(finding) is not { } transition)
        {
            return [];
        }
        var solution = await TransitionEdit.ApplyAsync(finding, transition, cancellation).ConfigureAwait(false);
        return solution is null
            ? []
            : [new(
                $"Keep table '{transition.OldAccessor}', and go on with a new table '{transition.NewAccessor}' (expand, migrate, contract)",
                EquivalenceKey,
                solution)];
    }
}
