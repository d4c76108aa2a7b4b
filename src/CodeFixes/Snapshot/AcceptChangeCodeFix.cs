using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Snapshot;

namespace SpacetimeSchema.Analyzers.CodeFixes.Snapshot;

/// <summary>Accepts a change that breaks something, as after a publish that wiped the data or that clients were told of.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class AcceptChangeCodeFix : CodeFixProvider
{
    public const string EquivalenceKey = nameof(AcceptChangeCodeFix);

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ChangeRules.All
        .Where(static rule => rule != SnapshotRules.MissingSnapshot && rule != SnapshotRules.OutdatedSnapshot)
        .Select(static rule => rule.Id)
        .ToImmutableArray();

    public override FixAllProvider GetFixAllProvider() => SnapshotFixAllProvider.DocumentAndProject;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var project = context.Document.Project;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(ChangeProperties.Kind, out var kind)
                || !Enum.TryParse<ChangeKind>(kind, out var change) || !SchemaAcceptance.CanAccept(change))
            {
                continue;
            }
            // A change that only shows others vanishes with them, and cannot be accepted alone.
            var accepted = await SnapshotEdit.AcceptAsync(project.Solution, [(project, [diagnostic])], context.CancellationToken).ConfigureAwait(false);
            if (accepted != project.Solution)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Accept this change into {diagnostic.Properties[ChangeProperties.Baseline]}: the database has it",
                        _ => Task.FromResult(accepted),
                        EquivalenceKey),
                    diagnostic);
            }
        }
    }
}
