using System.Collections.Immutable;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.CodeFixes.Restore;

/// <summary>Gives the newer of two fields that share a canonical name another one, with all its uses.</summary>
internal sealed class RenameCollidingFieldCodeFix : SchemaCodeFix
{
    public const string EquivalenceKey = "RenameCollidingField";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(PublishRules.RefusedModule.Id);

    public override async Task<IReadOnlyList<Proposal>> ProposeAsync(Finding finding, CancellationToken cancellation)
    {
        // Where the database has the name twice, another one in the code does not help.
        if (finding.Kind != ChangeKind.ColumnNamesCollide
            || finding.Deployed.Table(finding.Owner)?.IsShared(finding.Member ?? "") == true
            || finding.Source.Tables.FirstOrDefault(table => table.Schema.Name == finding.Owner) is not { } table)
        {
            return [];
        }
        var isFirstNew = finding.Deployed.Table(finding.Owner)?.Columns.Any(column => column.SourceName == finding.New) == true;
        var field = table.Fields.FirstOrDefault(field => field.Name == (isFirstNew ? finding.Old : finding.New));
        return field is not null
            && FreeName(table.Schema, field.Name, finding.Source.Schema.AppliedPolicy) is { } name
            && await MemberRename.ApplyAsync(finding.Document.Project, field, name, cancellation).ConfigureAwait(false) is { } renamed
                ? [new($"Rename '{field.Name}' to '{name}'", EquivalenceKey, renamed)]
                : [];
    }

    private static string? FreeName(TableSchema table, string name, CaseConversionPolicy policy)
    {
        var stem = name.Replace("_", "");
        return new[] { stem + "New", stem + "Other", stem + "Extra" }
            .FirstOrDefault(candidate => table.Column(CaseConversion.ToCanonical(candidate, policy)) is null);
    }
}
