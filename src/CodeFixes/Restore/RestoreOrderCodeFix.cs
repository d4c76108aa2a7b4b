using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers.CodeFixes.Restore;

/// <summary>Puts columns, or fields of a stored type, back into the order that is deployed; new ones go behind them.</summary>
internal sealed class RestoreOrderCodeFix : SchemaCodeFix
{
    public const string EquivalenceKey = "RestoreOrder";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        PublishRules.ColumnsReordered.Id, PublishRules.FieldChanged.Id, PublishRules.UniqueConstraintMoved.Id, PublishRules.ScheduleChanged.Id);

    public override Task<IReadOnlyList<Proposal>> ProposeAsync(Finding finding, CancellationToken cancellation) => Only(
        finding.Kind is ChangeKind.ColumnsReordered or ChangeKind.FieldMoved or ChangeKind.UniqueConstraintMoved or ChangeKind.ScheduleChanged
        && FieldList.Of(finding) is { } fields && fields.Ordered() is { } ordered
            ? new($"Restore the order of '{fields.Declaration.Identifier.ValueText}'", EquivalenceKey, finding.With(finding.Root.ReplaceNode(fields.Declaration, ordered)))
            : null);
}
