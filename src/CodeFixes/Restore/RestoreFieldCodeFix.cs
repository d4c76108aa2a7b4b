using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers.CodeFixes.Restore;

/// <summary>Puts a removed column, or a removed field of a stored type, back into its place, with its attributes.</summary>
internal sealed class RestoreFieldCodeFix : SchemaCodeFix
{
    public const string EquivalenceKey = "RestoreField";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        PublishRules.ColumnRemoved.Id, PublishRules.FieldChanged.Id);

    public override Task<IReadOnlyList<Proposal>> ProposeAsync(Finding finding, CancellationToken cancellation)
    {
        return Only(Removed(finding) is { } canonical && FieldList.Of(finding) is { } fields
            && fields.Restored(canonical) is var (restored, moved)
            && DeployedType.Add(finding.Root.ReplaceNode(fields.Declaration, restored), finding, fields.Types.Missing) is { } root
            ? new(
                $"Restore '{fields.NameOf(canonical)}' in its place{(moved.Count == 0 ? "" : $", and move {string.Join(", ", moved.Select(static column => $"'{column}'"))} to the end")}",
                EquivalenceKey,
                finding.With(root))
            : null);
    }

    /// <summary>
    /// The canonical name of what is gone, or null where nothing is. A removed field is reported at its type, under its name in the code.
    /// </summary>
    public static string? Removed(Finding finding) => finding.Kind switch
    {
        ChangeKind.ColumnRemoved => finding.Member,
        ChangeKind.FieldRemoved => FieldList.Of(finding)?.Deployed
            .FirstOrDefault(field => (field.SourceName ?? field.Name) == finding.Old)?.Name,
        _ => null,
    };
}
