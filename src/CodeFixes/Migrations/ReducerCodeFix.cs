using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SpacetimeSchema.Analyzers.CodeFixes.Migrations;

/// <summary>What the fixes of a reducer's code share: each edits one document, and is proved before it is offered.</summary>
public abstract class ReducerCodeFix : CodeFixProvider
{
    private protected static ImmutableArray<string> Ids(params DiagnosticDescriptor[] rules) =>
        rules.Select(static rule => rule.Id).ToImmutableArray();

    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await ReducerFix.CreateAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } fix
                && !fix.HasConditions
                && Change(fix) is { } change
                && (change.IsUnproved || await FixProof.HoldsAsync(fix, change.Document, context.CancellationToken).ConfigureAwait(false)))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        change.Title,
                        cancellation => LineEndings.KeepAsync(change.Document, fix.Root, cancellation),
                        GetType().Name),
                    diagnostic);
            }
        }
    }

    /// <summary>The changed document, or null where the fix does not apply.</summary>
    private protected abstract ReducerChange? Change(ReducerFix fix);
}

/// <summary>What a fix makes of a document.</summary>
/// <param name="IsUnproved">Whether generated code is missing that the proof would need: the handle of a new table.</param>
internal sealed record ReducerChange(string Title, Document Document, bool IsUnproved = false);
