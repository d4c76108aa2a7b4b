using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SpacetimeSchema.Analyzers.CodeFixes.Restore;

/// <summary>
/// Uses of what generators emit under the name of something in the code, such as <c>ctx.Db.Player.Name</c> for the column: a rename by
/// symbol does not see them, since what they mean is declared in no document. The name may be a part of theirs, such as <c>Circle_</c>.
/// </summary>
internal static class GeneratedUses
{
    /// <summary>The edited solution, with the new name wherever a use of a generated member has lost it by the edit.</summary>
    /// <param name="renamed">What was renamed, where uses of it behind one of a generated member are lost too.</param>
    public static async Task<Solution> FollowAsync(
        Project before, Solution edited, string old, string @new, CancellationToken cancellation, ISymbol? renamed = null)
    {
        var lost = await LostAsync(before, edited, old, @new, cancellation, renamed).ConfigureAwait(false);
        return await RenameAsync(before, edited, lost, old, @new, cancellation).ConfigureAwait(false);
    }

    /// <summary>Where the uses stand, before the edit, that mean nothing any more after it.</summary>
    public static async Task<ILookup<DocumentId, int>> LostAsync(
        Project before, Solution edited, string old, string @new, CancellationToken cancellation, ISymbol? renamed = null)
    {
        var uses = new List<(DocumentId Id, int Position)>();
        foreach (var document in before.Documents)
        {
            uses.AddRange((await PositionsAsync(document, old, renamed, cancellation).ConfigureAwait(false)).Select(position =>
                (document.Id, position)));
        }
        var lost = new List<(DocumentId Id, int Position)>();
        while (true)
        {
            // Behind a use that has lost its meaning, others show that only when it has one again.
            var lookup = lost.ToLookup(static use => use.Id, static use => use.Position);
            var followed = await RenameAsync(before, edited, lookup, old, @new, cancellation).ConfigureAwait(false);
            var more = new List<(DocumentId Id, int Position)>();
            foreach (var inDocument in uses.Except(lost).GroupBy(static use => use.Id, static use => use.Position))
            {
                var errors = await ErrorsAsync(followed.GetDocument(inDocument.Key)!, cancellation).ConfigureAwait(false);
                var tokens = await TokensAsync(before, followed, inDocument.Key, inDocument, cancellation).ConfigureAwait(false);
                more.AddRange(tokens.Where(use => errors.Contains(Reported(use.Token))).Select(use => (inDocument.Key, use.Position)));
            }
            if (more.Count == 0)
            {
                return lookup;
            }
            lost.AddRange(more);
        }
    }

    /// <summary>The edited solution, with the new name at these places.</summary>
    public static async Task<Solution> RenameAsync(
        Project before, Solution edited, ILookup<DocumentId, int> uses, string old, string @new, CancellationToken cancellation)
    {
        var renamed = edited;
        foreach (var inDocument in uses)
        {
            var tokens = await TokensAsync(before, edited, inDocument.Key, inDocument, cancellation).ConfigureAwait(false);
            var root = await edited.GetDocument(inDocument.Key)!.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
            renamed = renamed.WithDocumentSyntaxRoot(inDocument.Key, root!.ReplaceTokens(
                tokens.Select(static use => use.Token).Where(token => token.ValueText.Contains(old)),
                (token, _) => SyntaxFactory.ParseToken(CSharpNames.Escaped(token.ValueText.Replace(old, @new))).WithTriviaFrom(token)));
        }
        return renamed;
    }

    private static async Task<IReadOnlyList<int>> PositionsAsync(
        Document document, string name, ISymbol? renamed, CancellationToken cancellation)
    {
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root
            || root.DescendantNodes().OfType<IdentifierNameSyntax>().Where(use => use.Identifier.ValueText.Contains(name)).ToArray()
                is not { Length: > 0 } uses
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model)
        {
            return [];
        }
        return [.. uses
            .Where(use => model.GetSymbolInfo(use, cancellation).Symbol is { } symbol
                && (IsGenerated(symbol, document.Project) || SymbolEqualityComparer.Default.Equals(symbol, renamed)))
            .Select(static use => use.SpanStart)];
    }

    private static bool IsGenerated(ISymbol symbol, Project project) =>
        symbol.DeclaringSyntaxReferences is { Length: > 0 } references
        && references.All(reference => project.GetDocument(reference.SyntaxTree) is null or SourceGeneratedDocument);

    /// <summary>Where an error of a name is: at <c>.Name</c> behind a question mark.</summary>
    private static TextSpan Reported(SyntaxToken name) =>
        name.Parent?.Parent is MemberBindingExpressionSyntax binding ? binding.Span : name.Span;

    private static async Task<HashSet<TextSpan>> ErrorsAsync(Document document, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        return [.. model!.GetDiagnostics(cancellationToken: cancellation)
            .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(static diagnostic => diagnostic.Location.SourceSpan)];
    }

    /// <summary>What stands after an edit at these places, which were not edited themselves.</summary>
    public static async Task<IReadOnlyList<(int Position, SyntaxToken Token)>> TokensAsync(
        Project before, Solution edited, DocumentId id, IEnumerable<int> positions, CancellationToken cancellation)
    {
        var document = edited.GetDocument(id)!;
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var changes = (await document.GetTextChangesAsync(before.GetDocument(id)!, cancellation).ConfigureAwait(false)).ToArray();
        return [.. positions.Select(position => (position, root!.FindToken(position + changes
            .Where(change => change.Span.End <= position)
            .Sum(static change => change.NewText!.Length - change.Span.Length))))];
    }
}
