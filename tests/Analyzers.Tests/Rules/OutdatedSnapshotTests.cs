using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS0003.</summary>
public class OutdatedSnapshotTests
{
    private const string Player =
        "[Table] public partial struct Player { [PrimaryKey, AutoInc] public uint Id; [Default(0u)] public uint Score; }";

    [Fact]
    public Task A_new_table_is_what_a_snapshot_may_lack() => Verify.Finding(
        Player,
        edited: $$"""{{Player}} [Table] public partial struct {|STS0003:Bot|} { public uint Id; }""",
        says: "The snapshot lacks the new table 'bot'. Publish allows it; after you have published, take it over with the fix or with 'dotnet build -t:UpdateSchema'.",
        with: new() { Severity = DiagnosticSeverity.Info, Change = "AddTable", Publish = "allowed", Disconnects = false, Affects = "bot" });

    [Theory]
    [InlineData("[Default(1u)]", "the changed default of column 'player.score'")]
    [InlineData("", "the changed default of column 'player.score'")]
    public Task So_is_another_default(string attribute, string what) => Verify.Finding(
        Player,
        edited: $$"""[Table] public partial struct Player { [PrimaryKey, AutoInc] public uint Id; {{attribute}} public uint {|STS0003:Score|}; }""",
        says: $"The snapshot lacks {what}. Publish allows it; after you have published, take it over with the fix or with 'dotnet build -t:UpdateSchema'.");

    [Theory]
    [InlineData("[Reducer] public static void {|STS0003:Greet|}(ReducerContext ctx) { }", "the new reducer 'Greet'")]
    [InlineData("[Procedure] public static uint {|STS0003:Count|}(ProcedureContext ctx) => 0;", "the new procedure 'Count'")]
    [InlineData(
        "[View(Accessor = \"all\", Public = true)] public static List<Player> {|STS0003:All|}(ViewContext ctx) => new();",
        "the new view 'all'")]
    public Task So_is_a_new_function(string method, string what) => Verify.Finding(
        Player,
        edited: $$"""{{Player}} public static class Module { {{method}} }""",
        says: $"The snapshot lacks {what}. Publish allows it; after you have published, take it over with the fix or with 'dotnet build -t:UpdateSchema'.");

    private const string Scores =
        "[Type] public partial struct Score { public uint Points; } [Type] public partial struct Mark { public uint Points; } ";

    [Fact]
    public Task So_are_rows_of_another_type_that_look_alike() => Verify.Finding(
        Player + Scores + """public static class Module { [View(Accessor = "all", Public = true)] public static List<Score> All(ViewContext ctx) => new(); }""",
        edited: Player + Scores
            + """public static class Module { [View(Accessor = "all", Public = true)] public static List<Mark> {|STS0003:All|}(ViewContext ctx) => new(); }""",
        says: "The snapshot lacks that view 'All' returns array<Mark> now. Publish allows it; after you have published, take it over with the fix or with 'dotnet build -t:UpdateSchema'.");

    [Fact]
    public Task A_row_type_that_is_called_otherwise_is_told_at_its_table() => Verify.Finding(
        """[Table(Accessor = "Player")] public partial struct Player { public uint Id; } public static class Module { [View(Accessor = "all", Public = true)] public static List<Player> All(ViewContext ctx) => new(); }""",
        edited: """[Table(Accessor = "Player")] public partial struct {|STS0003:Gamer|} { public uint Id; } public static class Module { [View(Accessor = "all", Public = true)] public static List<Gamer> All(ViewContext ctx) => new(); }""");

    [Fact]
    public Task An_unchanged_module_lacks_nothing() => Verify.NoFinding(Player, Player);

    [Fact]
    public Task Layout_comments_and_order_of_declarations_do_not_count() => Verify.NoFinding(
        deployed: $$"""{{Player}} [Table] public partial struct Bot { public uint Id; }""",
        edited: """
            namespace Game
            {
                /// <summary>A bot.</summary>
                [SpacetimeDB.Table] public partial record Bot { public uint Id; }
            }
            [Table]
            public partial class Player
            {
                // The key.
                [AutoInc]
                [PrimaryKey]
                public uint Id;
                [Default(0)] public uint Score;
            }
            """);
}
