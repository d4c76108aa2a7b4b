using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers.CodeFixes.Snapshot;

/// <summary>Takes compatible changes over into the snapshot.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class UpdateSnapshotCodeFix : CodeFixProvider
{
    public const string EquivalenceKey = nameof(UpdateSnapshotCodeFix);

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(SnapshotRules.OutdatedSnapshot.Id);

    public override FixAllProvider GetFixAllProvider() => SnapshotFixAllProvider.EveryScope;

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Take this over into {diagnostic.Properties[ChangeProperties.Baseline]}",
                    cancellation => SnapshotEdit.AcceptAsync(context.Document.Project.Solution, [(context.Document.Project, [diagnostic])], cancellation),
                    EquivalenceKey),
                diagnostic);
        }
        return Task.CompletedTask;
    }
}
