using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Symbols;

namespace SpacetimeSchema.Analyzers.Tests.Corpus;

/// <summary>STS2011 over the corpus: the way back is the comparison in the other direction.</summary>
public class WayBackTests
{
    [Fact]
    public void What_stands_in_the_way_is_what_publish_does_not_allow_in_reverse() => Verify(static pair =>
    {
        var (deployed, current) = (pair.OldSchema, pair.NewSchema);
        var expected = Compare(current, deployed).Where(static change => change.Publish != PublishVerdict.Allowed).ToArray();
        var actual = WayBack.Obstacles(deployed, current, Compare(deployed, current), EngineVersion.Newest)
            .Select(static obstacle => obstacle.Change);
        return expected.SequenceEqual(actual) ? [] : [$"expected [{string.Join<SchemaChange>(", ", expected)}]"];
    });

    [Fact]
    public void Each_obstacle_has_a_change_that_put_it_there() => Verify(static pair =>
    {
        var (deployed, current) = (pair.OldSchema, pair.NewSchema);
        return WayBack.Obstacles(deployed, current, Compare(deployed, current), EngineVersion.Newest)
            .Where(static obstacle => obstacle.Cause is null)
            .Select(static obstacle => $"{obstacle.Change.Kind} {obstacle.Change.Subject}");
    });

    /// <summary>
    /// Each pair read from its end: had the new module been deployed, and the old one published, the way back would be what the planner
    /// judged.
    /// </summary>
    [Fact]
    public void The_way_back_is_open_where_the_planner_lets_through_what_it_would_be() => Verify(static pair =>
    {
        var (current, deployed) = (pair.OldSchema, pair.NewSchema);
        var obstacles = WayBack.Obstacles(deployed, current, Compare(deployed, current), EngineVersion.Newest);
        var (verdict, isRejected) = (pair.Verdict, obstacles.Any(static obstacle =>
            obstacle.Change is { Publish: PublishVerdict.Rejected, Stage: PublishStage.Plan }));
        return deployed.Tables.Any(static table =>
            table.Columns.Select(static column => column.Name).Distinct().Count() < table.Columns.Count)
            ? [] // Two columns of one name are deployed nowhere.
            : isRejected == verdict.Ok
            ? [$"the planner {(verdict.Ok ? "lets it through" : "rejects it")}"]
            : verdict.Ok
                && verdict.DependsOnData != obstacles.Any(static obstacle => obstacle.Change.Publish == PublishVerdict.DataDependent)
                ? ["it depends on the data, or does not"]
            : [];
    });

    [Fact]
    public void The_analyzer_reports_each_obstacle_of_a_change_that_can_be_published_once() =>
        VerifyReported(static pair => pair.OldSnapshot);

    [Fact]
    public void So_it_does_against_the_V10_answer_of_the_server() => VerifyReported(static pair => pair.OldV10);

    [Fact]
    public void So_it_does_against_the_V9_answer_of_the_server() => VerifyReported(static pair => pair.OldV9);

    /// <summary>
    /// What a server does not tell is no obstacle. A changed policy is one finding against our own snapshot, and many renames here.
    /// </summary>
    [Fact]
    public void Against_a_server_nothing_more_stands_in_the_way() => Verify(pair =>
    {
        var (deployed, current) = (pair.OldSchema, pair.NewSchema);
        var known = Obstacles(deployed, current);
        return deployed.Policy != current.Policy
            ? []
            : new[] { pair.OldV10, pair.OldV9 }.OfType<string>().Select(static answer => SnapshotReader.Read(answer)).SelectMany(document =>
            Obstacles(document, current).Except(known).Select(obstacle => $"{document.Form}: {obstacle}"));
    });

    private static void VerifyReported(Func<CorpusPair, string?> snapshot) => Verify(pair =>
    {
        if (snapshot(pair) is not { } text)
        {
            return [];
        }
        var document = SnapshotReader.Read(text);
        var current = pair.NewSchema;
        var changes = Compare(document.Schema!, SnapshotProjection.ToCurrent(document.Form, document.Schema!, current));
        var (deployed, projected) = SnapshotProjection.ToWayBack(document.Form, document.Schema!, current);
        var expected = WayBack.Obstacles(deployed, projected, changes, EngineVersion.Newest)
            .Where(static obstacle => !obstacle.IsMoot)
            .Select(static obstacle => $"{obstacle.Change.Planner} {obstacle.Cause?.Subject}").Order().ToArray();
        var actual = Analyze(pair.NewSource, text)
            .Select(static finding =>
                $"{finding.Properties[ChangeProperties.Change]} {finding.Properties[ChangeProperties.Owner]}{(finding.Properties[ChangeProperties.Member] is { } member ? $".{member}" : "")}").Order().ToArray();
        return expected.SequenceEqual(actual) ? [] : [$"expected [{string.Join(", ", expected)}], reported [{string.Join(", ", actual)}]"];
    });

    private static IReadOnlyList<SchemaChange> Compare(ModuleSchema deployed, ModuleSchema current) =>
        SchemaComparer.Compare(deployed, current, EngineVersion.Newest);

    private static IEnumerable<string> Obstacles(ModuleSchema deployed, ModuleSchema current) =>
        WayBack.Obstacles(deployed, current, Compare(deployed, current), EngineVersion.Newest)
            .Select(static obstacle => $"{obstacle.Change.Kind} {obstacle.Change.Subject}");

    private static IEnumerable<string> Obstacles(SnapshotDocument baseline, ModuleSchema source)
    {
        var (deployed, current) = SnapshotProjection.ToWayBack(baseline.Form, baseline.Schema!, source);
        return Obstacles(deployed, current);
    }

    private static void Verify(Func<CorpusPair, IEnumerable<string>> complaints)
    {
        var all = CorpusPair.All.AsParallel().AsOrdered()
            .SelectMany(pair => complaints(pair).Select(complaint => $"{pair}: {complaint}")).ToArray();
        Assert.True(all.Length == 0, string.Join('\n', all));
    }

    private static ImmutableArray<Diagnostic> Analyze(string source, string snapshot) => ModuleCompilation.Compile(source)
        .WithAnalyzers([new WayBackAnalyzer()], new AnalyzerOptions([new SnapshotFile(snapshot)]))
        .GetAnalyzerDiagnosticsAsync().Result;
}
