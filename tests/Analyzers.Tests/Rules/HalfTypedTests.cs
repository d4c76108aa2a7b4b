namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>What is being typed at this moment changes nothing yet.</summary>
public class HalfTypedTests
{
    private const string Deployed = """
        [Table(Accessor = "Player", Public = true)] public partial struct Player { [PrimaryKey] public uint Id; [SpacetimeDB.Index.BTree(Accessor = "ByScore")] public uint Score; public Mood Mood; public Shape Shape; }
        [Table(Accessor = "Timer", Scheduled = nameof(Module.Tick))] public partial struct Timer { [PrimaryKey, AutoInc] public ulong Id; public ScheduleAt ScheduledAt; }
        [Type] public enum Mood { A, B }
        [Type] public partial record Shape : TaggedEnum<(uint A, string B)>;
        public static class Module
        {
            [Reducer] public static void Tick(ReducerContext ctx, Timer row) { }
            [Reducer] public static void Move(ReducerContext ctx, int x, Mood mood) { }
            [View(Accessor = "All", Public = true)] public static List<Player> All(ViewContext ctx) => new();
            [SpacetimeDB.ClientVisibilityFilter] public static readonly Filter Own = new Filter.Sql("SELECT * FROM player WHERE id = 1");
        }
        """;

    [Theory]
    [InlineData("int x, Mood mood)", "int x, Mood mood, )")]
    [InlineData("int x, Mood mood)", "int x, Mood mood, u)")]
    [InlineData("int x, Mood mood)", "int x, Mood mood, Mood)")]
    [InlineData("Public = true)] public partial struct Player", "Public = )] public partial struct Player")]
    [InlineData("Public = true)] public partial struct Player", "Public = tr)] public partial struct Player")]
    [InlineData("Scheduled = nameof(Module.Tick)", "Scheduled = ")]
    [InlineData("Scheduled = nameof(Module.Tick)", "Scheduled = nameof(Module.)")]
    [InlineData("BTree(Accessor = \"ByScore\")", "BTree(Accessor = )")]
    [InlineData("(uint A, string B)", "(uint A, )")]
    [InlineData("TaggedEnum<(uint A, string B)>", "TaggedEnum<>")]
    [InlineData("TaggedEnum<(uint A, string B)>", "TaggedEn<(uint A, string B)>")]
    [InlineData("{ A, B }", "{ A, , B }")]
    [InlineData("id = 1\")", "id = 1)")]
    public Task Nothing_is_said_of_it(string whole, string half)
    {
        Assert.Contains(whole, Deployed);
        return Verify.HalfTyped(Deployed, Deployed.Replace(whole, half));
    }
}
