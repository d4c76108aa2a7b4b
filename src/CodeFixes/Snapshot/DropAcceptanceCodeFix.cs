using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Snapshot;

namespace SpacetimeSchema.Analyzers.CodeFixes.Snapshot;

/// <summary>Removes what a snapshot keeps as accepted and is no change any more.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class DropAcceptanceCodeFix : CodeFixProvider
{
    public const string EquivalenceKey = nameof(DropAcceptanceCodeFix);

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(SnapshotRules.StaleAcceptance.Id);

    /// <summary>The batch fixer knows source files only, and UpdateSchema removes them all.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.TextDocument;
        var text = await document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        var snapshot = SnapshotCache.Read(text);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (snapshot.Schema is not null && snapshot.History.Accepted.At(diagnostic.Location.SourceSpan.Start) is { } stale)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Keep {stale.Change} {string.Join(", ", stale.Affects)} as accepted no longer",
                        _ => Task.FromResult(
                            document.Project.Solution.WithAdditionalDocumentText(document.Id, Without(text, snapshot, stale))),
                        EquivalenceKey),
                    diagnostic);
            }
        }
    }

    private static SourceText Without(SourceText text, SnapshotDocument snapshot, AcceptedChange stale) => text.Replace(
        new TextSpan(0, text.Length),
        SnapshotWriter.Write(snapshot.Schema!, snapshot.History with { Accepted = snapshot.History.Accepted.Without([stale]) }));
}
