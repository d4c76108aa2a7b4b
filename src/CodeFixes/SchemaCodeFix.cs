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
    public override FixAllProvider? GetFixAllProvider() => OneByOneFixAllProvider.Instance;

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var proposal in await SoundAsync(context.Document, diagnostic, key: null, context.CancellationToken).ConfigureAwait(false))
            {
                context.RegisterCodeFix(CodeAction.Create(proposal.Title, _ => Task.FromResult(proposal.Solution), proposal.EquivalenceKey), diagnostic);
            }
        }
    }

    /// <summary>The solution after the fix of that equivalence key; null where it is not offered.</summary>
    internal async Task<Solution?> FirstAsync(Document document, Diagnostic diagnostic, string? key, CancellationToken cancellation) =>
        (await SoundAsync(document, diagnostic, key, cancellation).ConfigureAwait(false)).FirstOrDefault()?.Solution;

    /// <summary>The safest first; empty where the fix does not apply.</summary>
    private protected abstract Task<IReadOnlyList<Proposal>> ProposeAsync(Finding finding, CancellationToken cancellation);

    private async Task<IReadOnlyList<Proposal>> SoundAsync(Document document, Diagnostic diagnostic, string? key, CancellationToken cancellation)
    {
        var sound = new List<Proposal>();
        if (await Finding.CreateAsync(document, diagnostic, cancellation).ConfigureAwait(false) is { } finding)
        {
            foreach (var proposal in await ProposeAsync(finding, cancellation).ConfigureAwait(false))
            {
                if (proposal.Solution != document.Project.Solution && (key is null || proposal.EquivalenceKey == key)
                    && await Compiles.AsBeforeAsync(document.Project, proposal.Solution, cancellation).ConfigureAwait(false))
                {
                    sound.Add(proposal);
                }
            }
        }
        return sound;
    }

    private protected static Task<IReadOnlyList<Proposal>> Only(Proposal? proposal) =>
        Task.FromResult<IReadOnlyList<Proposal>>(proposal is null ? [] : [proposal]);
}
