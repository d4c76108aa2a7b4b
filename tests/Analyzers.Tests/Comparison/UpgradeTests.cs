using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Symbols;

namespace SpacetimeSchema.Analyzers.Tests.Comparison;

/// <summary>A database of 1.x keeps its names as they were written; under a module of 2.x that is one finding, and not a hundred.</summary>
public class UpgradeTests
{
    private const string Types = """
        [SpacetimeDB.Type] public enum Mood { VeryCalm, Angry }
        [SpacetimeDB.Type] public partial struct Position { public float PosX; public float PosY; }
        public static partial class Module { [SpacetimeDB.Reducer] public static void AddPlayer(SpacetimeDB.ReducerContext ctx, string name) { } }
        """;

    private const string Row =
        "public partial struct Player { [SpacetimeDB.PrimaryKey] public uint PlayerId; public string DisplayName; public Mood Mood; public Position LastPosition; }";

    /// <summary>In 1.x <c>Name =</c> is what the accessor is now.</summary>
    private const string Before =
        $"{Types} [SpacetimeDB.Table(Name = \"PlayerState\", Public = true)] {Row} [SpacetimeDB.Table(Name = \"log\")] public partial struct Log {{ public ulong LogId; }}";

    private const string After =
        $"{Types} [SpacetimeDB.Table(Accessor = \"PlayerState\", Public = true)] {Row} [SpacetimeDB.Table(Accessor = \"log\")] public partial struct Log {{ public ulong LogId; }}";

    private const string Settings =
        "public static class Policies { [SpacetimeDB.Settings] public const SpacetimeDB.CaseConversionPolicy Policy = SpacetimeDB.CaseConversionPolicy.None; }";

    private static ModuleSchema Deployed { get; } = ModuleCompilation.ReadSchema(
        ModuleCompilation.Compile(Before), new EngineVersion(1, 12, 0));

    /// <summary>Our own snapshot of the module that 1.12 ran, and what the server says of it.</summary>
    public static TheoryData<string> Baselines { get; } = [nameof(SnapshotForm.Own), nameof(SnapshotForm.ServerV9)];

    [Theory]
    [MemberData(nameof(Baselines))]
    public void The_policy_is_the_one_finding(string form)
    {
        var change = Assert.Single(Compare(form, After));
        Assert.Equal((ChangeKind.PolicyChanged, SchemaElement.Module), (change.Kind, change.Subject));
        Assert.Equal(("None", "SnakeCase"), (change.Old, change.New));
        Assert.Equal(PublishVerdict.Rejected, change.Publish);
        Assert.True(change.Disconnects);
        Assert.Contains(SchemaElement.Column("log", "log_id"), change.Affects);
        Assert.Contains(SchemaElement.Table("player_state"), change.Affects);
    }

    [Fact]
    public void It_says_which_release_made_the_database() => Assert.Equal(
        "The database was made by SpacetimeDB 1.12.0, which keeps names as they are written. ",
        Compare(nameof(SnapshotForm.Own), After).Single().Detail);

    [Theory]
    [MemberData(nameof(Baselines))]
    public void Under_the_policy_none_there_is_nothing_to_say_of_publish(string form) =>
        Assert.DoesNotContain(
            Compare(form, After + Settings), static change => change.Publish != PublishVerdict.Allowed || change.Disconnects);

    /// <summary>Columns, fields and variants have no name of their own to give.</summary>
    [Theory]
    [MemberData(nameof(Baselines))]
    public void The_names_of_tables_are_not_enough(string form) => Assert.Equal(
        [ChangeKind.PolicyChanged],
        Compare(form, After.Replace("Accessor = \"PlayerState\"", "Accessor = \"PlayerState\", Name = \"PlayerState\""))
            .Select(static change => change.Kind));

    private static IReadOnlyList<SchemaChange> Compare(string form, string current)
    {
        var server = Enum.Parse<SnapshotForm>(form);
        return SchemaComparer.Compare(
            SnapshotProjection.To(server, Deployed),
            SnapshotProjection.ToCurrent(server, Deployed, ModuleCompilation.ReadSchema(current)),
            EngineVersion.Newest);
    }
}
