using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Rules;

namespace SpacetimeSchema.Analyzers.Tests.Documentation;

/// <summary>An edited or fixed module of a page, with what it is compared with.</summary>
/// <param name="Snapshot">Null where there is none.</param>
public sealed record Example(CodeBlock Module, string? Snapshot)
{
    /// <summary>Each <c>edited</c> and <c>fixed</c> module with the <c>deployed</c> one, or the <c>snapshot</c>, before it.</summary>
    public static IEnumerable<Example> AllOf(MarkdownFile page)
    {
        string? snapshot = null;
        foreach (var block in page.Code)
        {
            switch (block.Role)
            {
                case "deployed":
                    snapshot = DeployedModule.Snapshot(block.Code);
                    break;
                case "snapshot":
                    snapshot = block.Code;
                    break;
                case "edited" or "fixed":
                    yield return new(block, snapshot);
                    break;
            }
        }
    }

    /// <summary>What is found in it, in the words of the pages.</summary>
    public IReadOnlyList<string> Findings() => DeployedModule.Compile(Module.Code)
        .WithAnalyzers([new SchemaAnalyzer(), new SnapshotAnalyzer()], new AnalyzerOptions(Snapshot is null ? [] : [new SnapshotFile(Snapshot)]))
        .GetAnalyzerDiagnosticsAsync().Result
        .OrderBy(static finding => finding.Id, StringComparer.Ordinal).ThenBy(static finding => finding.Location.SourceSpan)
        .Select(finding => $"**{finding.Id}** {Place(finding.Location)}: {finding.GetMessage()}")
        .ToArray();

    private string Place(Location location) => location.SourceTree is { } tree
        ? $"at `{tree.GetText().ToString(location.SourceSpan)}`"
        : $"in the snapshot, at `{Snapshot!.Substring(location.SourceSpan.Start, location.SourceSpan.Length)}`";

    private sealed class SnapshotFile(string text) : AdditionalText
    {
        public override string Path => "/" + OwnFormat.FileName;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
