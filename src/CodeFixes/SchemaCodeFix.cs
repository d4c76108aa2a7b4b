using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SpacetimeSchema.Analyzers.CodeFixes;

/// <summary>What a fix would do: a title with the real names, and the solution after it.</summary>
internal sealed record Proposal(string Title, string EquivalenceKey, Solution Solution);

/// <summary>
/// A fix of the source for a change of the schema. It is offered only where it changes something and leaves code that compiles as
/// well as it did before.
/// </summary>
public abstract class SchemaCodeFix : CodeFixProvider
{
    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await Finding.CreateAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is not { } finding)
            {
                continue;
            }
            foreach (var proposal in await ProposeAsync(finding, context.CancellationToken).ConfigureAwait(false))
            {
                if (proposal.Solution != context.Document.Project.Solution
                    && await Compiles.AsBeforeAsync(context.Document.Project, proposal.Solution, context.CancellationToken).ConfigureAwait(false))
                {
                    context.RegisterCodeFix(CodeAction.Create(proposal.Title, _ => Task.FromResult(proposal.Solution), proposal.EquivalenceKey), diagnostic);
                }
            }
        }
    }

    /// <summary>The safest first; empty where the fix does not apply.</summary>
    private protected abstract Task<IReadOnlyList<Proposal>> ProposeAsync(Finding finding, CancellationToken cancellation);

    private protected static Task<IReadOnlyList<Proposal>> Only(Proposal? proposal) =>
        Task.FromResult<IReadOnlyList<Proposal>>(proposal is null ? [] : [proposal]);
}
