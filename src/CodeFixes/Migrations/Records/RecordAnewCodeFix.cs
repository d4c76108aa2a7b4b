using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using SpacetimeSchema.Analyzers.Migrations;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;

namespace SpacetimeSchema.Analyzers.CodeFixes.Migrations.Records;

/// <summary>
/// Records a changed migration, or a changed Init, anew in the snapshot. The namespace is a nested one so that hosts offer it behind
/// the fixes of the source: see <see cref="SchemaCodeFixProvider"/>.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class RecordAnewCodeFix : CodeFixProvider
{
    public const string EquivalenceKey = nameof(RecordAnewCodeFix);

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        MigrationRules.Changed.Id, MigrationRules.InitChanged.Id);

    /// <summary>Each change of a migration is a decision of its own.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (diagnostic.Properties[FindingProperties.Reducer] is { } reducer
                && diagnostic.Properties[FindingProperties.Hash] is { } hash)
            {
                var baseline = diagnostic.Properties[FindingProperties.Baseline];
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Record '{reducer}' anew in {baseline}",
                        cancellation => RecordAsync(context.Document.Project, baseline, new(reducer, hash), cancellation),
                        EquivalenceKey),
                    diagnostic);
            }
        }
        return Task.CompletedTask;
    }

    private static async Task<Solution> RecordAsync(
        Project project, string? baseline, MigrationRecord record, CancellationToken cancellation)
    {
        var solution = project.Solution;
        var path = project.Snapshot(baseline)?.FilePath;
        foreach (var document in solution.Projects.SelectMany(static other => other.AdditionalDocuments)
            .Where(document => path is not null && document.FilePath == path))
        {
            // One file is one document for each target framework.
            var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
            if (SnapshotReader.Read(text.ToString(), cancellation) is { Schema: { } schema, History: var history })
            {
                var migrations = schema.Migrations.Select(other => other.Reducer == record.Reducer ? record : other).ToEquatableArray();
                solution = solution.WithAdditionalDocumentText(
                    document.Id,
                    text.Replace(new TextSpan(0, text.Length), SnapshotWriter.Write(schema with { Migrations = migrations }, history)));
            }
        }
        return solution;
    }
}
