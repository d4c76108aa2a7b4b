using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SpacetimeSchema.Analyzers.Snapshot;

namespace SpacetimeSchema.Analyzers.CodeFixes;

/// <summary>A text of a snapshot is parsed once, as long as a host keeps it.</summary>
internal static class SnapshotCache
{
    private static readonly ConditionalWeakTable<SourceText, SnapshotDocument> s_documents = new();

    public static SnapshotDocument Read(SourceText text) =>
        s_documents.GetValue(text, static text => RecentSnapshots.OfProcess.Read(text.ToString()));

    /// <summary>For <see cref="Baseline.All"/>.</summary>
    public static bool TryGet(SourceText text, SourceTextValueProvider<SnapshotDocument> provider, out SnapshotDocument document)
    {
        document = Read(text);
        return true;
    }
}
