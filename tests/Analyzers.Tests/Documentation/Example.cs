using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Rules;
using SpacetimeSchema.Analyzers.Tests.Symbols;

namespace SpacetimeSchema.Analyzers.Tests.Documentation;

/// <summary>An edited or fixed module of a page, with what it is compared with.</summary>
/// <param name="Snapshot">Null where there is none.</param>
/// <param name="Configuration">The lines of an <c>.editorconfig</c>.</param>
public sealed record Example(CodeBlock Module, string? Snapshot, string Configuration)
{
    /// <summary>
    /// Each <c>edited</c> and <c>fixed</c> module with the <c>deployed</c> one, or the <c>snapshot</c>, before it, each
    /// <c>module</c> with itself, and all of them with what is <c>configured</c>.
    /// </summary>
    public static IEnumerable<Example> AllOf(MarkdownFile page)
    {
        string? snapshot = null;
        var configuration = "";
        foreach (var block in page.Code)
        {
            switch (block.Role)
            {
                case "deployed":
                    snapshot = DeployedModule.SnapshotWithRecords(block.Code);
                    break;
                case "configured":
                    configuration = block.Code;
                    break;
                case "snapshot":
                    snapshot = block.Code;
                    break;
                case "module":
                    snapshot = DeployedModule.Snapshot(block.Code);
                    yield return new(block, snapshot, configuration);
                    break;
                case "edited" or "fixed":
                    yield return new(block, snapshot, configuration);
                    break;
            }
        }
    }

    /// <summary>What is found in it, in the words of the pages; what is hidden only if the page claims it.</summary>
    public IReadOnlyList<string> Findings() => Diagnostics()
        .Where(finding =>
            finding.Severity != DiagnosticSeverity.Hidden || Module.Claims.Any(claim => claim.StartsWith($"**{finding.Id}** ")))
        .OrderBy(static finding => finding.Id, StringComparer.Ordinal).ThenBy(static finding => finding.Location.SourceSpan)
        .Select(finding => $"**{finding.Id}** {Place(finding.Location)}: {finding.GetMessage()}")
        .ToArray();

    /// <summary>Also those of hidden rules.</summary>
    public IEnumerable<Diagnostic> Diagnostics() => DeployedModule.Compile(Module.Code)
        .WithAnalyzers(
            [new SchemaAnalyzer(), new WayBackAnalyzer(), new SnapshotAnalyzer(), new MigrationReducerAnalyzer(),
                new DefaultValueAnalyzer()],
            new AnalyzerOptions(Snapshot is null ? [] : [new SnapshotFile(Snapshot)], new EditorConfig(Configuration)))
        .GetAnalyzerDiagnosticsAsync().Result;

    private string Place(Location location) => location.SourceTree is { } tree
        ? $"at `{tree.GetText().ToString(location.SourceSpan)}`"
        : $"in the snapshot, at `{Snapshot!.Substring(location.SourceSpan.Start, location.SourceSpan.Length)}`";
}
