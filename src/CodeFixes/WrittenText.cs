using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SpacetimeSchema.Analyzers.CodeFixes;

/// <summary>Edits as they will be read: a tree that was put together may mean what its text does not.</summary>
internal static class WrittenText
{
    /// <summary>The solution with the text of each changed document read anew.</summary>
    public static async Task<Solution> ReadAsync(Solution before, Solution after, CancellationToken cancellation)
    {
        var read = after;
        foreach (var id in after.GetChanges(before).GetProjectChanges().SelectMany(static project => project.GetChangedDocuments()))
        {
            if (await after.GetDocument(id)!.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } root)
            {
                read = read.WithDocumentText(id, SourceText.From(root.ToFullString()));
            }
        }
        return read;
    }
}
