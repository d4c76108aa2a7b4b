using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Symbols;
using Xunit.Abstractions;

namespace SpacetimeSchema.Analyzers.Tests.Corpus;

/// <summary>What the comparer says of a pair of modules is what the real planner decided.</summary>
public class PlannerVerdictTests(ITestOutputHelper output)
{
    [Fact]
    public void Against_the_V10_answer_of_the_server() => Verify(static pair => SnapshotReader.Read(pair.OldV10).Schema);

    /// <summary>A V9 answer does not know the event flag: where it was changed nothing can be said, and nobody may be accused.</summary>
    [Fact]
    public void Against_the_V9_answer_of_the_server() => Verify(
        static pair => pair.OldV9 is { } answer ? SnapshotReader.Read(answer).Schema : null,
        static (pair, disagreement) => pair.Verdict.Errors.Any(static error => error.Kind == "ChangeTableEventFlag")
            && (disagreement.StartsWith("not named") || disagreement == Missed(ok: false)));

    [Fact]
    public void Against_our_own_snapshot_of_the_old_module() =>
        Verify(static pair => SnapshotReader.Read(pair.OldSnapshot).Schema);

    /// <param name="isUnknowable">Whether the baseline cannot tell what the planner knew.</param>
    private void Verify(Func<CorpusPair, ModuleSchema?> baseline, Func<CorpusPair, string, bool>? isUnknowable = null)
    {
        var results = CorpusPair.All.AsParallel().AsOrdered()
            .Select(pair => (Pair: pair, Deployed: baseline(pair)))
            .Where(static item => item.Deployed is not null)
            .Select(item =>
                (item.Pair, Disagreements: Disagreements(item.Pair, item.Deployed!)
                    .Where(line => isUnknowable?.Invoke(item.Pair, line) != true).ToArray()))
            .ToArray();
        output.WriteLine($"{results.Count(static result => result.Disagreements.Length == 0)} of {results.Length} pairs agree.");
        var disagreements = results
            .SelectMany(static result => result.Disagreements.Select(disagreement => $"{result.Pair}: {disagreement}"))
            .ToArray();
        Assert.True(disagreements.Length == 0, string.Join('\n', disagreements));
    }

    private static IEnumerable<string> Disagreements(CorpusPair pair, ModuleSchema deployed)
    {
        var verdict = pair.Verdict;
        var changes = SchemaComparer.Compare(deployed, pair.NewSchema, EngineVersion.Newest);
        var isRejected = changes.Any(static change => change is { Publish: PublishVerdict.Rejected, Stage: PublishStage.Plan });
        if (isRejected == verdict.Ok)
        {
            yield return Missed(verdict.Ok);
        }
        var planned = verdict.Errors.Select(Text).ToHashSet();
        var named = changes.SelectMany(static change => change.Errors).Select(static error => error.ToString()).ToHashSet();
        foreach (var error in planned.Except(named))
        {
            yield return $"not named: {error}";
        }
        foreach (var error in named.Except(planned))
        {
            yield return $"no error of the planner: {error}";
        }
        foreach (var change in changes.Where(static change =>
            change is { Publish: PublishVerdict.Rejected, Stage: PublishStage.Plan, Errors.Count: 0 }))
        {
            yield return $"rejected without an error: {change.Kind} {change.Subject}";
        }
        if (!verdict.Ok)
        {
            yield break;
        }
        if (changes.Any(static change => change.Disconnects) != verdict.DisconnectsClients)
        {
            yield return $"the plan {(verdict.DisconnectsClients ? "disconnects" : "keeps")} the clients, we do not";
        }
        if (changes.Any(static change => change.Publish == PublishVerdict.DataDependent) != verdict.DependsOnData)
        {
            yield return $"the plan {(verdict.DependsOnData ? "depends" : "does not depend")} on the data";
        }
        if (changes.Any(static change =>
            change.Kind is ChangeKind.ScheduleAdded or ChangeKind.ScheduleRemoved
                or ChangeKind.ScheduleChanged) != verdict.FailsAtExecution)
        {
            yield return $"the plan {(verdict.FailsAtExecution ? "fails" : "does not fail")} at its execution";
        }
    }

    private static string Missed(bool ok) => $"the planner {(ok ? "accepts" : "rejects")}, we do not";

    private static string Text(PlannerError error) => error switch
    {
        { Object: { } name } => $"{error.Kind} {name}",
        { Column: { } column } => $"{error.Kind} {error.Table}.{column}",
        _ => $"{error.Kind} {error.Table}",
    };
}
