using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers.CodeFixes;

/// <summary>
/// Tables that publish refuses after an edit for another one, and did not before: the row that was edited may be theirs too, or the name
/// that was given back be their own in the code.
/// </summary>
internal static class RefusedTables
{
    public static async Task<bool> AsBeforeAsync(
        Project before, IReadOnlyList<Diagnostic> after, Diagnostic mended, CancellationToken cancellation)
    {
        var refused = Of(after);
        refused.ExceptWith(Affected(mended));
        if (mended.Property(ChangeProperties.Owner) is { } owner)
        {
            refused.Remove(owner);
        }
        if (refused.Count > 0)
        {
            refused.ExceptWith(Of(await CurrentFindings.OfAsync(before, cancellation).ConfigureAwait(false)));
        }
        return refused.Count == 0;
    }

    private static HashSet<string> Of(IEnumerable<Diagnostic> findings) =>
        new(
            findings.Where(static finding => finding.Property(ChangeProperties.Publish) == "rejected").SelectMany(Affected),
            StringComparer.Ordinal);

    /// <summary>The tables, views and types whose parts it touches.</summary>
    private static IEnumerable<string> Affected(Diagnostic finding) =>
        (finding.Property(ChangeProperties.Affects) ?? "").Split(';').Select(static element => element.Split('.')[0]);
}
