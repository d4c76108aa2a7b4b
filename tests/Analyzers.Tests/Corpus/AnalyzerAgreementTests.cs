using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Symbols;

namespace SpacetimeSchema.Analyzers.Tests.Corpus;

/// <summary>What the analyzer reports is what the comparer finds: no short cut of the analyzer hides or invents a change.</summary>
public class AnalyzerAgreementTests
{
    [Fact]
    public void Every_change_is_reported_once_against_the_V10_answer() => Verify(static pair => pair.OldV10);

    [Fact]
    public void Every_change_is_reported_once_against_our_own_snapshot() =>
        Verify(static pair => pair.OldSnapshot);

    [Fact]
    public void An_unchanged_module_has_no_finding_against_any_baseline() =>
        Assert.Empty(CorpusPair.All.AsParallel().SelectMany(static pair =>
            new[] { pair.OldV10, pair.OldV9, pair.OldSnapshot }
                .OfType<string>()
                .SelectMany(snapshot => Analyze(pair.OldSource, snapshot))
                .Select(diagnostic => $"{pair}: {diagnostic.GetMessage()}")));

    [Fact]
    public void A_pragma_silences_every_finding_in_the_code()
    {
        var ids = new SchemaAnalyzer().SupportedDiagnostics.Concat(new SnapshotAnalyzer().SupportedDiagnostics)
            .Where(static descriptor => !descriptor.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable))
            .Select(static descriptor => descriptor.Id).Distinct();
        var pragma = $"#pragma warning disable {string.Join(", ", ids)}\n";
        Assert.Empty(CorpusPair.All.AsParallel().SelectMany(pair =>
            Analyze(pragma + pair.NewSource, pair.OldSnapshot)
                .Where(static diagnostic => diagnostic.Location.IsInSource)
                .Select(diagnostic => $"{pair}: {diagnostic.GetMessage()}")));
    }

    private static void Verify(Func<CorpusPair, string> snapshot)
    {
        var differences = CorpusPair.All.AsParallel().SelectMany(pair =>
        {
            var text = snapshot(pair);
            var document = SnapshotReader.Read(text);
            var current = pair.NewSchema;
            var expected = SchemaComparer
                .Compare(document.Schema!, SnapshotProjection.ToCurrent(document.Form, document.Schema!, current), EngineVersion.Newest)
                .Select(static change => $"{change.Kind} {change.Subject.Owner} {change.Subject.Member}").Order().ToArray();
            var actual = Analyze(pair.NewSource, text)
                .Select(static diagnostic =>
                    $"{Property(diagnostic, ChangeProperties.Kind)} {Property(diagnostic, ChangeProperties.Owner)} {Property(diagnostic, ChangeProperties.Member)}")
                .Order().ToArray();
            return expected.SequenceEqual(actual)
                ? []
                : new[] { $"{pair}: expected [{string.Join(", ", expected)}], reported [{string.Join(", ", actual)}]" };
        }).ToArray();
        Assert.True(differences.Length == 0, string.Join('\n', differences));
    }

    private static string? Property(Diagnostic diagnostic, string name) =>
        diagnostic.Properties.GetValueOrDefault(name) ?? (name == ChangeProperties.Kind ? diagnostic.ToString() : null);

    private static ImmutableArray<Diagnostic> Analyze(string source, string snapshot) => ModuleCompilation.Compile(source)
        .WithAnalyzers([new SchemaAnalyzer(), new SnapshotAnalyzer()], new AnalyzerOptions([new SnapshotFile(snapshot)]))
        .GetAllDiagnosticsAsync().Result.RemoveAll(static diagnostic => !diagnostic.Id.StartsWith("STS") && diagnostic.Id != "AD0001");
}
