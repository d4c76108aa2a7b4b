using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Tests.Symbols;

namespace SpacetimeSchema.Analyzers.Tests.Comparison;

/// <summary>
/// What publish does with each change, on both sides of each release that changed it. The letters are those of the table of
/// changes: R rejected, X planned and then failing, P by the data, D disconnecting, A allowed, - not compared.
/// </summary>
public class EngineVersionTests
{
    private const string Player =
        "[SpacetimeDB.Table(Accessor = \"player\", Public = true)] public partial struct Player { [SpacetimeDB.PrimaryKey] public uint Id; public string Name; public uint Score; }";
    private const string Told =
        "[SpacetimeDB.Table(Accessor = \"told\", Event = true)] public partial struct Told { public uint Id; public string Name; }";
    private const string Hero =
        "[SpacetimeDB.Table(Accessor = \"hero\")] public partial struct Hero { public uint Id; public Mood Mood; public Shape Held; }";
    private const string Mood = "[SpacetimeDB.Type] public enum Mood { Calm, Angry }";
    private const string Shape = "[SpacetimeDB.Type] public partial record Shape : SpacetimeDB.TaggedEnum<(uint Circle, Mood Other)>;";
    private const string Timer =
        "[SpacetimeDB.Table(Accessor = \"timer\", Scheduled = \"Tick\")] public partial struct Timer { [SpacetimeDB.PrimaryKey, SpacetimeDB.AutoInc] public ulong Id; public SpacetimeDB.ScheduleAt ScheduledAt; }";
    private const string Reducers =
        "public static partial class Module { [SpacetimeDB.Reducer] public static void Tick(SpacetimeDB.ReducerContext ctx, Timer timer) { } [SpacetimeDB.Reducer] public static void Tock(SpacetimeDB.ReducerContext ctx, Timer timer) { } }";
    private const string Beat =
        "public static partial class Beats { [SpacetimeDB.Reducer] public static void Beat(SpacetimeDB.ReducerContext ctx, Clock clock) { } }";
    private const string View =
        "public static partial class Views { [SpacetimeDB.View(Accessor = \"All\", Public = true)] public static System.Collections.Generic.List<Player> All(AnonymousViewContext ctx) => throw null!; }";
    private const string Filter =
        "public static class Filters { [SpacetimeDB.ClientVisibilityFilter] public static readonly SpacetimeDB.Filter F = new SpacetimeDB.Filter.Sql(\"SELECT * FROM player\"); }";

    private const string Module = $"{Player}\n{Told}\n{Mood}\n{Shape}\n{Hero}\n{Timer}\n{Reducers}\n{View}\n{Filter}";

    [Theory]
    [InlineData("1.0.0 A, 2.8.3 A", Told, Told + "[SpacetimeDB.Table(Accessor = \"item\")] public partial struct Item { public uint Id; }")]
    [InlineData("1.0.0 R, 2.1.0 R, 2.2.0 D/X, 2.8.3 D/X", Told, "")]
    [InlineData("1.0.0 R, 2.1.0 R, 2.2.0 X, 2.8.3 X", "\"player\"", "\"hero_of_players\"")]
    [InlineData("1.0.0 A, 2.8.3 A", "Accessor = \"told\"", "Accessor = \"Told\", Name = \"told\"")]
    [InlineData("1.0.0 A, 2.8.3 A", "Public = true)] public partial struct Player", "Public = false)] public partial struct Player")]
    [InlineData("2.0.0 R, 2.8.3 R", ", Event = true", "")]
    public void A_table_changes(string verdicts, string before, string after) => Verify(verdicts, before, after);

    [Theory]
    [InlineData(
        "1.0.0 R, 1.3.2 R, 1.4.0 X, 1.5.0 X, 1.5.1 D, 2.8.3 D", "uint Score;", "uint Score; [SpacetimeDB.Default(1)] public uint Level;")]
    [InlineData(
        "1.3.2 R, 1.5.0 X, 1.6.0 X, 1.7.0 D, 2.8.3 D",
        "uint Score;",
        "uint Score; [SpacetimeDB.Index.BTree, SpacetimeDB.Default(1)] public uint Level;")]
    [InlineData(
        "1.3.2 R, 1.5.0 X, 1.6.0 X, 1.7.0 D, 2.8.3 D",
        "public uint Score;",
        "[SpacetimeDB.Index.BTree] public uint Score; [SpacetimeDB.Default(1)] public uint Level;")]
    [InlineData("1.0.0 R, 1.4.0 R, 2.8.3 R", "uint Score;", "uint Score; public uint Level;")]
    [InlineData("1.0.0 R, 2.8.3 R", "uint Score;", "[SpacetimeDB.Default(1)] public uint Level; public uint Score;")]
    [InlineData("1.0.0 R, 2.8.3 R", "public uint Score;", "")]
    [InlineData("1.0.0 R, 2.8.3 R", "public uint Score;", "public uint Points;")]
    [InlineData("1.0.0 R, 2.8.3 R", "public string Name; public uint Score;", "public uint Score; public string Name;")]
    [InlineData("1.0.0 R, 2.8.3 R", "string Name; public uint Score", "string? Name; public uint Score")]
    [InlineData("1.0.0 R, 2.8.3 R", "uint Score", "ulong Score")]
    [InlineData("1.0.0 A, 2.8.3 A", "uint Score;", "uint score;")]
    [InlineData("1.0.0 R, 2.8.3 R", "uint Id; public string Name; public uint Score", "uint ID; public string Name; public uint Score")]
    public void A_column_changes(string verdicts, string before, string after) => Verify(verdicts, before, after);

    [Theory]
    [InlineData("public string Name; }", "public string Name; public uint Level; }")]
    [InlineData("public string Name; }", "public uint Level; public string Name; }")]
    [InlineData("public string Name; }", "}")]
    [InlineData("public string Name; }", "public string Label; }")]
    [InlineData("public string Name; }", "public string? Name; }")]
    [InlineData("public uint Id; public string Name; }", "public string Name; public uint Id; }")]
    public void A_column_of_an_event_table_changes(string before, string after) =>
        Verify("2.0.0 R, 2.4.1 R, 2.5.0 D, 2.8.3 D", Told, Told.Replace(before, after));

    [Theory]
    [InlineData("1.0.0 R, 1.2.0 R, 1.3.0 A, 1.3.1 X, 1.3.2 A, 2.8.3 A", "Calm, Angry", "Calm, Angry, Sad")]
    [InlineData("1.0.0 R, 1.3.0 R, 2.8.3 R", "Mood Other", "Mood Other, ulong Wide")]
    [InlineData("1.0.0 R, 1.3.0 R, 2.8.3 R", "Calm, Angry", "Sad, Calm, Angry")]
    [InlineData("1.0.0 R, 1.3.0 R, 2.8.3 R", "Calm, Angry", "Angry, Calm")]
    [InlineData("1.0.0 R, 1.3.0 R, 2.8.3 R", "Calm, Angry", "Calm, Furious")]
    [InlineData("1.0.0 R, 1.3.0 R, 2.8.3 R", "Calm, Angry", "Calm")]
    [InlineData("1.0.0 R, 1.3.0 R, 2.8.3 R", "uint Circle", "int Circle")]
    [InlineData("1.0.0 -, 2.8.3 -", "Shape", "Form")]
    public void A_type_changes(string verdicts, string before, string after) => Verify(verdicts, before, after);

    [Theory]
    [InlineData("1.0.0 A, 2.8.3 A", "public uint Score;", "[SpacetimeDB.Index.BTree] public uint Score;")]
    [InlineData("1.0.0 R, 2.7.0 R, 2.7.1 P, 2.8.3 P", "public uint Score;", "[SpacetimeDB.Unique] public uint Score;")]
    [InlineData(
        "1.0.0 R, 2.7.0 R, 2.7.1 P, 2.8.3 P", "public uint Id; public Mood", "[SpacetimeDB.PrimaryKey] public uint Id; public Mood")]
    [InlineData("1.0.0 A, 2.8.3 A", "[SpacetimeDB.PrimaryKey] public uint Id; public string", "public uint Id; public string")]
    [InlineData(
        "1.0.0 A, 2.8.3 A", "[SpacetimeDB.PrimaryKey] public uint Id; public string", "[SpacetimeDB.Unique] public uint Id; public string")]
    [InlineData("1.0.0 P, 2.8.3 P", "public uint Score;", "[SpacetimeDB.AutoInc] public uint Score;")]
    [InlineData("1.0.0 A, 2.8.3 A", ", SpacetimeDB.AutoInc", "")]
    [InlineData("1.0.0 A, 2.8.3 A", "public uint Score;", "[SpacetimeDB.Default(7)] public uint Score;")]
    public void A_key_or_index_changes(string verdicts, string before, string after) => Verify(verdicts, before, after);

    [Theory]
    [InlineData("1.0.0 X, 2.8.3 X", ", Scheduled = \"Tick\"", "")]
    [InlineData("1.0.0 X, 2.8.3 X", "Scheduled = \"Tick\"", "Scheduled = \"Tock\"")]
    [InlineData("1.0.0 X, 2.8.3 X", "Tick", "Tack")]
    [InlineData("1.0.0 A, 2.8.3 A", "[SpacetimeDB.Reducer] public static void Tock(SpacetimeDB.ReducerContext ctx, Timer timer) { }", "")]
    [InlineData(
        "1.0.0 A, 2.8.3 A",
        "[SpacetimeDB.Reducer] public static void Tock",
        "[SpacetimeDB.Reducer(SpacetimeDB.ReducerKind.Init)] public static void Tock")]
    [InlineData("1.8.0 D, 2.8.3 D", View, "")]
    [InlineData("1.8.0 D, 2.8.3 D", "AnonymousViewContext ctx", "ViewContext ctx")]
    [InlineData("1.8.0 -, 2.4.0 -, 2.4.1 D, 2.8.3 D", "Accessor = \"All\"", "PrimaryKey = \"Id\", Accessor = \"All\"")]
    [InlineData("1.8.0 A, 2.8.3 A", "Accessor = \"All\", Public = true", "Accessor = \"All\"")]
    [InlineData("1.0.0 A, 1.7.0 A, 1.8.0 D, 2.8.3 D", Filter, "")]
    [InlineData("1.0.0 A, 1.7.0 A, 1.8.0 D, 2.8.3 D", "FROM player", "FROM player p")]
    [InlineData("2.0.1 R, 2.8.3 R", Filter, Filter
        + "public static class Policies { [SpacetimeDB.Settings] public const SpacetimeDB.CaseConversionPolicy Policy = SpacetimeDB.CaseConversionPolicy.None; }")]
    public void A_schedule_function_view_filter_or_policy_changes(string verdicts, string before, string after) =>
        Verify(verdicts, before, after);

    [Fact]
    public void A_new_scheduled_table_or_view_is_allowed()
    {
        AssertVerdicts(
            "1.0.0 A, 2.8.3 A",
            Module.Replace(Timer, Timer.Replace(", Scheduled = \"Tick\"", "").Replace("\"timer\"", "\"other\"")),
            Module + Timer.Replace("Timer", "Clock").Replace("timer", "clock").Replace("Tick", "Beat") + Beat,
            only: "clock");
        AssertVerdicts("1.8.0 A, 2.8.3 A", Module.Replace(View, ""), Module);
    }

    [Theory]
    [InlineData("2.1.0", true)]
    [InlineData("2.2.0", false)]
    public void A_removed_primary_key_breaks_later_publishes_before_2_2(string engine, bool isTold)
    {
        var change = Assert.Single(
            Changes(
                Module,
                Module.Replace(
                    "[SpacetimeDB.PrimaryKey] public uint Id; public string", "[SpacetimeDB.Unique] public uint Id; public string"),
                engine));
        Assert.Equal(isTold, change.Detail.Contains("every later publish fails with 'Primary key mismatch'"));
    }

    [Theory]
    [InlineData("1.5.0", "uint Score; [SpacetimeDB.Default(1)] public uint Level;", true)]
    [InlineData("1.6.0", "uint Score; [SpacetimeDB.Index.BTree, SpacetimeDB.Default(1)] public uint Level;", true)]
    [InlineData("1.7.0", "uint Score; [SpacetimeDB.Index.BTree, SpacetimeDB.Default(1)] public uint Level;", false)]
    public void A_new_column_that_cannot_be_carried_out_says_so(string engine, string after, bool isTold)
    {
        var change = Changes(Module, Module.Replace("uint Score;", after), engine)
            .Single(static change => change.Kind == ChangeKind.ColumnAddedWithDefault);
        Assert.Equal(isTold ? $"SpacetimeDB {engine} plans this and then fails to carry it out. " : "", change.Detail);
    }

    [Theory]
    [InlineData("2.8.3", "2.8.3")]
    [InlineData("2.8", "2.8.0")]
    [InlineData("v1.12.0", "1.12.0")]
    [InlineData(" 2.7.0-hotfix2 ", "2.7.0")]
    [InlineData("2.8.3+abc", "2.8.3")]
    [InlineData("2.8.3.0", "2.8.3")]
    [InlineData("2", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("2.x", null)]
    [InlineData("2.-1", null)]
    [InlineData("2.99999999999.0", null)]
    [InlineData("1.2.3.4.5", null)]
    public void A_version_is_read_from_its_text(string? text, string? version) =>
        Assert.Equal(version, EngineVersion.Parse(text)?.ToString());

    private static void Verify(string verdicts, string before, string after)
    {
        Assert.Contains(before, Module);
        AssertVerdicts(verdicts, Module, Module.Replace(before, after));
    }

    private static void AssertVerdicts(string verdicts, string deployed, string current, string? only = null)
    {
        var (old, @new) = (ModuleCompilation.ReadSchema(deployed), ModuleCompilation.ReadSchema(current));
        foreach (var verdict in verdicts.Split(", "))
        {
            var parts = verdict.Split(' ');
            var changes = SchemaComparer.Compare(old, @new, EngineVersion.Parse(parts[0])!.Value)
                .Where(change => only is null || change.Subject.Owner == only).ToArray();
            Assert.True(
                parts[1] == Letter(changes),
                $"{verdict}, not {Letter(changes)}: {string.Join(", ", changes.Select(static change => $"{change.Kind} {change.Subject}"))}");
        }
    }

    private static IReadOnlyList<SchemaChange> Changes(string deployed, string current, string engine) =>
        SchemaComparer.Compare(
            ModuleCompilation.ReadSchema(deployed), ModuleCompilation.ReadSchema(current), EngineVersion.Parse(engine)!.Value);

    private static string Letter(IReadOnlyList<SchemaChange> changes) =>
        changes.Count == 0 ? "-"
        : changes.Any(static change => change is { Publish: PublishVerdict.Rejected, Stage: PublishStage.Plan }) ? "R"
        : changes.Any(static change => change.Publish == PublishVerdict.Rejected) ? "X"
        : changes.Any(static change => change.Publish == PublishVerdict.DataDependent)
            ? changes.Any(static change => change.Disconnects) ? "D/X" : "P"
        : changes.Any(static change => change.Disconnects) ? "D"
        : "A";
}
