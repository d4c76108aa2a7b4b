using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SpacetimeSchema.Analyzers.Json;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;

namespace SpacetimeSchema.Analyzers;

/// <summary>A snapshot among the additional files, and what was read from it.</summary>
internal sealed record Baseline(AdditionalText File, SourceText Text, SnapshotDocument Document)
{
    /// <summary>Static, so that a text is parsed once whatever edits follow elsewhere.</summary>
    private static readonly SourceTextValueProvider<SnapshotDocument> s_documents = new(static text =>
        RecentSnapshots.OfProcess.Read(text.ToString()));

    public string FileName { get; } = OwnFormat.FileNameOf(File.Path);

    /// <summary>A way to ask the host for what it keeps of a text.</summary>
    public delegate bool TryGetValue(SourceText text, SourceTextValueProvider<SnapshotDocument> provider, out SnapshotDocument document);

    /// <summary>Sorted by path, so that findings come in one order.</summary>
    public static ImmutableArray<Baseline> All(AnalyzerOptions options, TryGetValue tryGetValue, CancellationToken cancellation)
    {
        var baselines = ImmutableArray.CreateBuilder<Baseline>();
        foreach (var file in options.AdditionalFiles)
        {
            if (OwnFormat.IsSnapshotPath(file.Path) && file.GetText(cancellation) is { } text
                && tryGetValue(text, s_documents, out var document))
            {
                baselines.Add(new(file, text, document));
            }
        }
        baselines.Sort(static (left, right) => string.CompareOrdinal(left.File.Path, right.File.Path));
        return baselines.ToImmutable();
    }

    public Location PlaceOf(SchemaElement element) => PlaceOf(Document.PlaceOf(element));

    public Location PlaceOf(TextRange range)
    {
        var span = new TextSpan(
            Math.Min(range.Start, Text.Length), Math.Min(range.Length, Text.Length - Math.Min(range.Start, Text.Length)));
        return Location.Create(File.Path, span, Text.Lines.GetLinePositionSpan(span));
    }
}
