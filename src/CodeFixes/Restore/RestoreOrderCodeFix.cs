using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers.CodeFixes.Restore;

/// <summary>Puts columns, or fields of a stored type, back into the order that is deployed; new ones go behind them.</summary>
internal sealed class RestoreOrderCodeFix : SchemaCodeFix
{
    public const string EquivalenceKey = "RestoreOrder";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        PublishRules.ColumnsReordered.Id,
        PublishRules.FieldChanged.Id,
        PublishRules.UniqueConstraintMoved.Id,
        PublishRules.ScheduleChanged.Id);

    public override Task<IReadOnlyList<Proposal>> ProposeAsync(Finding finding, CancellationToken cancellation)
    {
        var proposals = new List<Proposal>();
        var isOfNumbers = finding.Kind is ChangeKind.UniqueConstraintMoved or ChangeKind.ScheduleChanged;
        if ((isOfNumbers || finding.Kind is ChangeKind.ColumnsReordered or ChangeKind.FieldMoved) && FieldList.Of(finding) is { } fields)
        {
            var name = fields.Declaration.Identifier.ValueText;
            var ordered = fields.Ordered();
            Add($"Restore the order of '{name}'", ordered);
            // Publish lets an event table lose columns, but what knows one by its number must not follow.
            if (isOfNumbers && fields.Complete() is { } complete && complete.ToFullString() != ordered?.ToFullString())
            {
                Add($"Restore the columns of '{name}'", complete);
            }

            void Add(string title, TypeDeclarationSyntax? edited)
            {
                if (edited is not null
                    && DeployedType.Add(finding.Root.ReplaceNode(fields.Declaration, edited), finding, fields.Types.Missing) is { } root)
                {
                    proposals.Add(new(title, EquivalenceKey, finding.With(root)));
                }
            }
        }
        return Task.FromResult<IReadOnlyList<Proposal>>(proposals);
    }
}
