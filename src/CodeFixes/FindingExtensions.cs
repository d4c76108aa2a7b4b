using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Snapshot;

namespace SpacetimeSchema.Analyzers.CodeFixes;

/// <summary>What a host knows of a finding and of the snapshot that it is about.</summary>
internal static class FindingExtensions
{
    /// <summary>Null where the finding has no such property.</summary>
    public static string? Property(this Diagnostic finding, string name) =>
        finding.Properties.TryGetValue(name, out var value) ? value : null;

    /// <summary>The snapshot of that file name; null where the project has none.</summary>
    public static TextDocument? Snapshot(this Project project, string? fileName) => project.AdditionalDocuments.FirstOrDefault(document =>
        document.FilePath is { } path && OwnFormat.IsSnapshotPath(path) && OwnFormat.FileNameOf(path) == fileName);
}
