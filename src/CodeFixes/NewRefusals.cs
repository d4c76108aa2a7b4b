using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers.CodeFixes;

/// <summary>
/// What publish refuses after an edit and did not before: another table, for the row that was edited may be its own too, or the module,
/// for the name that was given back may be that of another part of it.
/// </summary>
internal static class NewRefusals
{
    public static async Task<bool> AnyAsync(
        Project before, IReadOnlyList<Diagnostic> after, Diagnostic mended, CancellationToken cancellation)
    {
        var refused = Of(after);
        refused.ExceptWith(Affected(mended));
        if (mended.Property(ChangeProperties.Owner) is { } owner)
        {
            refused.Remove(owner);
        }
        var invalid = after.Where(static finding => finding.Id == PublishRules.RefusedModule.Id).ToArray();
        if (refused.Count == 0 && invalid.Length == 0)
        {
            return false;
        }
        var known = await CurrentFindings.OfAsync(before, cancellation).ConfigureAwait(false);
        refused.ExceptWith(Of(known));
        return refused.Count > 0 || invalid.Select(Part).Except(known.Select(Part)).Any();
    }

    /// <summary>What of the module is refused, whichever of two parts is told of.</summary>
    private static (string?, string?, string?) Part(Diagnostic finding) => (
        finding.Property(ChangeProperties.Kind), finding.Property(ChangeProperties.Owner), finding.Property(ChangeProperties.Member));

    private static HashSet<string> Of(IEnumerable<Diagnostic> findings) =>
        new(
            findings.Where(static finding => finding.Property(ChangeProperties.Publish) == "rejected").SelectMany(Affected),
            StringComparer.Ordinal);

    /// <summary>The tables, views and types whose parts it touches.</summary>
    private static IEnumerable<string> Affected(Diagnostic finding) =>
        (finding.Property(ChangeProperties.Affects) ?? "").Split(';').Select(static element => element.Split('.')[0]);
}
