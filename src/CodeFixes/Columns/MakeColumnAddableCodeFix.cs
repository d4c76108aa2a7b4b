using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers.CodeFixes.Columns;

/// <summary>
/// Makes a new column one that publish can add, in one step: to the end, with a default, nullable where no constant can be one.
/// Half of all rejected changes need this and nothing else (facts/practice.md).
/// </summary>
internal sealed class MakeColumnAddableCodeFix : SchemaCodeFix
{
    /// <summary>The least that is needed.</summary>
    public const string ColumnKey = "MakeColumnAddable";

    /// <summary>For all new columns of the table.</summary>
    public const string TableKey = "MakeNewColumnsAddable";

    /// <summary>Nullable, where a constant would do as well.</summary>
    public const string NullableKey = "MakeColumnNullable";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(PublishRules.ColumnWithoutDefault.Id, PublishRules.ColumnsReordered.Id);

    public override ImmutableArray<string> AlternativeKeys { get; } = ImmutableArray.Create(TableKey, NullableKey);

    public override async Task<IReadOnlyList<Proposal>> ProposeAsync(Finding finding, CancellationToken cancellation)
    {
        var proposals = new List<Proposal>();
        if (Column(finding, cancellation) is not { } column)
        {
            return proposals;
        }
        var plan = await ColumnPlan.CreateAsync(finding, column, preferNullable: false, cancellation).ConfigureAwait(false);
        if (plan is { ChangesAnything: true })
        {
            proposals.Add(new(plan.Title, ColumnKey, Apply(finding, [plan])));
        }
        var plans = new List<ColumnPlan>();
        foreach (var other in column.Among(finding.NewColumns, cancellation))
        {
            if (await ColumnPlan.CreateAsync(finding, other, preferNullable: false, cancellation)
                .ConfigureAwait(false) is { ChangesAnything: true } needed)
            {
                plans.Add(needed);
            }
        }
        if (plans.Count > 1)
        {
            proposals.Add(
                new($"Make all {finding.NewColumns.Count} new columns of '{finding.Owner}' addable", TableKey, Apply(finding, plans)));
        }
        if (plan is not { BecomesNullable: true }
            && await ColumnPlan.CreateAsync(finding, column, preferNullable: true, cancellation)
                .ConfigureAwait(false) is { BecomesNullable: true } nullable)
        {
            proposals.Add(new(nullable.Title, NullableKey, Apply(finding, [nullable])));
        }
        return proposals;
    }

    /// <summary>Columns that move to the end keep their order among each other only when they move together.</summary>
    public override async Task<Solution?> FixAllAsync(IReadOnlyList<Finding> findings, string? key, CancellationToken cancellation)
    {
        var plans = new Dictionary<SyntaxNode, ColumnPlan>();
        foreach (var finding in findings)
        {
            if (Column(finding, cancellation) is { } column
                && await ColumnPlan.CreateAsync(finding, column, key == NullableKey, cancellation)
                    .ConfigureAwait(false) is { ChangesAnything: true } plan)
            {
                plans[column.Declarator] = plan;
            }
        }
        return plans.Count == 0 ? null : Apply(findings[0], [.. plans.Values]);
    }

    private static ColumnField? Column(Finding finding, CancellationToken cancellation) =>
        finding.Kind is ChangeKind.ColumnAddedWithoutDefault or ChangeKind.ColumnInserted ? ColumnField.Of(finding, cancellation) : null;

    private static Solution Apply(Finding finding, IReadOnlyList<ColumnPlan> plans) => finding.With(ColumnEdit.Apply(finding.Root, plans));
}
