using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Symbols;

namespace SpacetimeSchema.Analyzers.Tests.Corpus;

/// <summary>Accepting a change makes it vanish; accepting all of them makes the snapshot what the code is.</summary>
public class AcceptanceTests
{
    [Fact]
    public void Accepting_all_changes_leaves_none_and_what_is_written_reads_back() =>
        Verify(static pair => pair.OldSchema, static (deployed, current) =>
        {
            var accepted = SchemaAcceptance.Accept(deployed, current, Acceptable(deployed, current));
            var read = SnapshotReader.Read(SnapshotWriter.Write(accepted));
            return read.Schema is null
                ? [read.Error!.ToString()]
                : Acceptable(read.Schema, current).Select(static change => $"left: {change.Kind} {change.Subject}");
        });

    [Fact]
    public void Accepting_all_changes_of_a_server_answer_leaves_none() =>
        Verify(static pair => SnapshotReader.Read(pair.OldV10).Schema!, static (deployed, current) =>
            Acceptable(SchemaAcceptance.Accept(deployed, current, Acceptable(deployed, current)), current)
                .Select(static change => $"left: {change.Kind} {change.Subject}"));

    [Fact]
    public void Accepting_one_change_makes_it_vanish() => Verify(static pair => pair.OldSchema, static (deployed, current) =>
    {
        return Compare(deployed, current)
            .Where(change => SchemaAcceptance.CanAccept(change.Kind) && !FollowsFromOthers(change, current)).SelectMany(change =>
        {
            var accepted = SnapshotReader.Read(SnapshotWriter.Write(SchemaAcceptance.Accept(deployed, current, [change])));
            if (accepted.Schema is null)
            {
                return [$"{change.Kind} {change.Subject}: {accepted.Error}"];
            }
            var left = Compare(accepted.Schema, current);
            return left.Where(other => other.Kind == change.Kind && other.Subject == change.Subject)
                .Select(other => $"still there: {other.Kind} {other.Subject}");
        });
    });

    /// <summary>They vanish with the changes of the tables and types that they show.</summary>
    private static bool FollowsFromOthers(SchemaChange change, ModuleSchema current) =>
        change.Kind is ChangeKind.ViewReshaped or ChangeKind.ParametersChanged or ChangeKind.EventTableReshaped
        || change is { Kind: ChangeKind.FunctionRemoved, Subject.Kind: SchemaElementKind.Table }
        || (change.Kind == ChangeKind.AutoIncAdded && current.Table(change.Subject.Owner)!.IsEvent == true);

    private static IEnumerable<SchemaChange> Acceptable(ModuleSchema deployed, ModuleSchema current) =>
        Compare(deployed, current).Where(static change => SchemaAcceptance.CanAccept(change.Kind));

    private static void Verify(Func<CorpusPair, ModuleSchema> baseline, Func<ModuleSchema, ModuleSchema, IEnumerable<string>> complaints)
    {
        var all = CorpusPair.All.AsParallel().AsOrdered()
            .SelectMany(pair => complaints(baseline(pair), pair.NewSchema).Select(complaint => $"{pair}: {complaint}"))
            .ToArray();
        Assert.True(all.Length == 0, string.Join('\n', all));
    }

    private static IReadOnlyList<SchemaChange> Compare(ModuleSchema deployed, ModuleSchema current) =>
        SchemaComparer.Compare(deployed, current, EngineVersion.Newest);
}
