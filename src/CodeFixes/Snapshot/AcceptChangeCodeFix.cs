using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Sql;

namespace SpacetimeSchema.Analyzers.CodeFixes.Snapshot;

/// <summary>
/// Accepts a change that breaks something, as after a publish that wiped the data or that clients were told of. It is offered last:
/// see <see cref="SchemaCodeFixProvider"/>.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(
    TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class AcceptChangeCodeFix : CodeFixProvider
{
    /// <summary>Not in the solution, on which a plain <c>dotnet format</c> works: that must accept nothing that breaks.</summary>
    private static readonly SnapshotFixAllProvider s_fixAll = new(KeyOf, FixAllScope.Document, FixAllScope.Project);

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ChangeRules.All
        .Where(static rule => rule != SnapshotRules.MissingSnapshot && rule != SnapshotRules.OutdatedSnapshot)
        .Select(static rule => rule.Id)
        .ToImmutableArray();

    public override FixAllProvider GetFixAllProvider() => s_fixAll;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var project = context.TextDocument.Project;
        // Each table of a row type has a finding of its own at the same place: the edit is accepted for all of them.
        foreach (var alike in context.Diagnostics.Where(CanAccept).GroupBy(Identity))
        {
            var what = SqlText.OnOneLine(alike.Key.Member ?? alike.Key.Owner ?? "");
            // A change that only shows others vanishes with them, and cannot be accepted alone.
            var accepted = await SnapshotEdit.AcceptAsync(project.Solution, [(project, alike)], context.CancellationToken)
                .ConfigureAwait(false);
            if (accepted != project.Solution)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Accept this change of '{what}' into {alike.Key.Baseline}: the database has it",
                        _ => Task.FromResult(accepted),
                        KeyOf(alike.Key.Baseline)),
                    alike.ToImmutableArray());
            }
        }
    }

    internal static string KeyOf(string? baseline) => $"{nameof(AcceptChangeCodeFix)} {baseline}";

    /// <summary>Two columns of one table may have gone, which are two changes; one column of two tables is one.</summary>
    private static (string Id, string? Kind, string? Owner, string? Member, string? Baseline) Identity(Diagnostic diagnostic)
    {
        var member = diagnostic.Properties[ChangeProperties.Member];
        return (
            diagnostic.Id,
            diagnostic.Properties[ChangeProperties.Kind],
            member is null ? diagnostic.Properties[ChangeProperties.Owner] : null,
            member,
            diagnostic.Properties[ChangeProperties.Baseline]);
    }

    private static bool CanAccept(Diagnostic diagnostic) =>
        Enum.TryParse<ChangeKind>(diagnostic.Property(ChangeProperties.Kind), out var change) && SchemaAcceptance.CanAccept(change);
}
