using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.CodeFixes;

/// <summary>What a fix would do: a title with the real names, and the solution after it.</summary>
internal sealed record Proposal(string Title, string EquivalenceKey, Solution Solution);

/// <summary>A fix of the source for a change of the schema. <see cref="SchemaCodeFixProvider"/> offers it.</summary>
internal abstract class SchemaCodeFix
{
    public abstract ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <summary>Whether Fix All makes sense for proposals of that key: not where each time is a decision.</summary>
    public virtual bool CanFixAll(string key) => true;

    /// <summary>The safest first; empty where the fix does not apply.</summary>
    public abstract Task<IReadOnlyList<Proposal>> ProposeAsync(Finding finding, CancellationToken cancellation);

    /// <summary>All that Fix All is about in a document in one edit; null where it is taken one by one.</summary>
    public virtual Task<Solution?> FixAllAsync(IReadOnlyList<Finding> findings, string? key, CancellationToken cancellation) =>
        Task.FromResult<Solution?>(null);

    /// <summary>The keys of proposals that Fix All applies where they are offered, and nothing else in their stead.</summary>
    public virtual ImmutableArray<string> AlternativeKeys => ImmutableArray<string>.Empty;

    protected static Task<IReadOnlyList<Proposal>> Only(Proposal? proposal) =>
        Task.FromResult<IReadOnlyList<Proposal>>(proposal is null ? [] : [proposal]);
}
