using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers.CodeFixes.Snapshot;

/// <summary>Takes compatible changes over into the snapshot.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(
    TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class UpdateSnapshotCodeFix : CodeFixProvider
{
    private static readonly SnapshotFixAllProvider s_fixAll = new(KeyOf, FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution);

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(SnapshotRules.OutdatedSnapshot.Id);

    public override FixAllProvider GetFixAllProvider() => s_fixAll;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var project = context.TextDocument.Project;
        foreach (var diagnostic in context.Diagnostics)
        {
            // What follows from a change that is not accepted, such as of the row that a reducer takes, vanishes with that.
            var accepted = await SnapshotEdit.AcceptAsync(project.Solution, [(project, [diagnostic])], context.CancellationToken)
                .ConfigureAwait(false);
            if (accepted != project.Solution)
            {
                var baseline = diagnostic.Properties[ChangeProperties.Baseline];
                context.RegisterCodeFix(
                    CodeAction.Create($"Take this over into {baseline}", _ => Task.FromResult(accepted), KeyOf(baseline)), diagnostic);
            }
        }
    }

    internal static string KeyOf(string? baseline) => $"{nameof(UpdateSnapshotCodeFix)} {baseline}";
}
