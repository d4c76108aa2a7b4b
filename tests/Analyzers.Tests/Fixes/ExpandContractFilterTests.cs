namespace SpacetimeSchema.Analyzers.Tests.Fixes;

/// <summary>What the old table hides from clients, the new one hides too.</summary>
public class ExpandContractFilterTests
{
    [Theory]
    [InlineData("SELECT * FROM player WHERE player.owner = :sender", "SELECT * FROM player_v_2 WHERE player_v_2.owner = :sender")]
    [InlineData("SELECT * FROM player WHERE level > 3", "SELECT * FROM player_v_2 WHERE grade > 3")]
    [InlineData("SELECT * FROM Player WHERE Player.Level > 3", "SELECT * FROM PlayerV2 WHERE PlayerV2.Grade > 3")]
    [InlineData(
        "SELECT p.* FROM player p JOIN friend ON p.owner = friend.who WHERE friend.whose = :sender AND p.name <> 'player.x'",
        "SELECT p.* FROM player_v_2 p JOIN friend ON p.owner = friend.who WHERE friend.whose = :sender AND p.name <> 'player.x'")]
    [InlineData(
        "SELECT \"player\".* FROM \"player\" WHERE \"player\".\"level\" > 3",
        "SELECT \"player_v_2\".* FROM \"player_v_2\" WHERE \"player_v_2\".\"grade\" > 3")]
    [InlineData(
        "SELECT a.* FROM player a JOIN Player ON a.name = Player.Name WHERE Player.Level > 3 AND (a.level = 5)",
        "SELECT a.* FROM player_v_2 a JOIN PlayerV2 ON a.name = PlayerV2.Name WHERE PlayerV2.Grade > 3 AND (a.grade = 5)")]
    [InlineData(
        "SELECT player.* FROM player JOIN friend AS Player ON player.owner = Player.who /* player.owner */",
        "SELECT player_v_2.* FROM player_v_2 JOIN friend AS Player ON player_v_2.owner = Player.who /* player.owner */")]
    public async Task Filters_of_the_old_table_are_written_for_the_new_one(string sql, string expected)
    {
        var text = await Scaffold.TextAsync(Module(sql, "int Score", "Level"), Module(sql, "long Score", "Grade"));

        Assert.EndsWith($$"""
                // Their own.
                [SpacetimeDB.ClientVisibilityFilter]
                public static readonly Filter Own = new Filter.Sql({{Literal(sql)}}); // by the server
                [SpacetimeDB.ClientVisibilityFilter]
                public static readonly Filter OwnV2 = new Filter.Sql({{Literal(expected)}});
            #pragma warning restore STDB_UNSTABLE
            }
            """, text);
    }

    [Fact]
    public async Task Filters_of_other_tables_stay_as_they_are()
    {
        const string sql = "SELECT friend.* FROM friend JOIN player ON friend.who = player.owner WHERE player.owner = :sender";

        Assert.DoesNotContain("OwnV2", await Scaffold.TextAsync(Module(sql, "int Score", "Level"), Module(sql, "long Score", "Level")));
    }

    /// <summary>What rows would be hidden then?</summary>
    [Theory]
    [InlineData("SELECT * FROM player WHERE player.score > 3")]
    [InlineData("SELECT * FROM player WHERE player.grade > 3")]
    [InlineData("SELECT name FROM player")]
    public async Task Not_where_a_filter_goes_by_what_changed(string sql) => Assert.Empty(
        (await Scaffold.ActionsAsync(Module(sql, "int Score", "Level"), Module(sql, "long Score", "Grade"))).Actions);

    /// <summary>The text in the parentheses is not that of the filter.</summary>
    [Fact]
    public async Task Not_where_a_filter_gets_its_text_from_an_initializer()
    {
        static string Set(string module) => module.Replace("owner = :sender\");", "owner = :sender\") { Sql_ = \"SELECT * FROM player\" };");
        const string sql = "SELECT * FROM player WHERE player.owner = :sender";

        Assert.Empty((await Scaffold.ActionsAsync(
            Set(Module(sql, "int Score", "Level")), Set(Module(sql, "long Score", "Level")))).Actions);
    }

    private static string Literal(string sql) => $"\"{sql.Replace("\"", "\\\"")}\"";

    private static string Module(string sql, string score, string level) => $$"""
        public static partial class Module
        {
            [Table(Accessor = "Player", Public = true)]
            public partial struct Player { [PrimaryKey] public Identity Owner; public string Name; public {{score}}; public uint {{level}}; }

            [Table(Accessor = "Friend", Public = true)]
            public partial struct Friend { [PrimaryKey] public Identity Who; public Identity Whose; }

        #pragma warning disable STDB_UNSTABLE
            // Their own.
            [SpacetimeDB.ClientVisibilityFilter]
            public static readonly Filter Own = new Filter.Sql({{Literal(sql)}}); // by the server
        #pragma warning restore STDB_UNSTABLE
        }
        """;
}
