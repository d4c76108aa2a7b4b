using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Text;

namespace SpacetimeSchema.Analyzers.CodeFixes;

/// <summary>How the lines of a file end: a fix, and a formatter of another machine, write them as they were.</summary>
internal static class LineEndings
{
    /// <summary>The solution, with all files of source in it that differ.</summary>
    public static async Task<Solution> KeepAsync(Solution changed, Solution original, CancellationToken cancellation)
    {
        foreach (var id in changed.GetChanges(original).GetProjectChanges().SelectMany(static project => project.GetChangedDocuments()))
        {
            var before = await original.GetDocument(id)!.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
            changed = (await KeepAsync(changed.GetDocument(id)!, before!, cancellation).ConfigureAwait(false)).Project.Solution;
        }
        return changed;
    }

    /// <summary>The document, formatted where it is asked for.</summary>
    /// <param name="original">The file before. Where its own lines end in two ways, what is new is left as it was written.</param>
    public static async Task<Document> KeepAsync(Document changed, SyntaxNode original, CancellationToken cancellation)
    {
        var formatted = await Formatter.FormatAsync(changed, Formatter.Annotation, null, cancellation).ConfigureAwait(false);
        if (AsIn(original, original.ToFullString()) != original.ToFullString())
        {
            return formatted;
        }
        var source = await formatted.GetTextAsync(cancellation).ConfigureAwait(false);
        var (text, kept) = (source.ToString(), AsIn(original, source.ToString()));
        return kept == text ? formatted : formatted.WithText(SourceText.From(kept, source.Encoding, source.ChecksumAlgorithm));
    }

    /// <summary>The text, whose lines end as those of the node, or of its file.</summary>
    public static string AsIn(SyntaxNode node, string text) =>
        text.Replace("\r\n", "\n").Replace("\n", Layout.EndOfLine(node).ToString());
}
