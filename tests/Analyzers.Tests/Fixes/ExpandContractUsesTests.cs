namespace SpacetimeSchema.Analyzers.Tests.Fixes;

/// <summary>What the code did with the old table it does with both after the expand and contract scaffold.</summary>
public class ExpandContractUsesTests
{
    private const string Row = """
        [Table(Accessor = "Player", Public = true)]
        public partial struct Player
        {
            [PrimaryKey] public uint Id;
            [Unique] public string Name;
            public int Score;
        }

        """;

    /// <summary>The usual layout of a module; names of its types mean something inside of it only.</summary>
    [Fact]
    public async Task Rows_beside_reducers_get_their_tables_beside_them()
    {
        const string module = """
            public static partial class Module
            {
            \t[SpacetimeDB.Type]
            \tpublic enum Rank { Low, High }

            \t[Table(Accessor = "Player")]
            \tpublic partial struct Player { [PrimaryKey] public uint Id; public Rank Rank; public int Score; }

            \t[Reducer]
            \tpublic static void Leave(ReducerContext ctx, uint id) => ctx.Db.Player.Id.Delete(id);
            }

            public static class Elsewhere
            {
            \tpublic static void Leave(ReducerContext ctx, uint id) => ctx.Db.Player.Id.Delete(id);
            }
            """;
        var deployed = module.Replace("\\t", "\t");

        var text = await Scaffold.TextAsync(deployed, deployed.Replace("int Score", "long Score"));

        Assert.Contains("""
            \tpublic partial struct PlayerV2 { [PrimaryKey] public uint Id; public Rank Rank; public long Score; }

            \t/// <summary>As it was deployed, for old clients; <see cref="PlayerV2"/> has taken its place.</summary>
            \t[SpacetimeDB.Table(Accessor = "Player")]
            \tpublic partial struct Player
            \t{
            \t\t[PrimaryKey] public uint Id;
            \t\tpublic Rank Rank;
            \t\tpublic int Score;
            \t}

            """.Replace("\\t", "\t"), text);
        Assert.Contains("\tpublic static void Leave(ReducerContext ctx, uint id) => PlayerVersions.Delete(ctx, id);\n}\n\n", text);
        Assert.Contains("\tpublic static void Leave(ReducerContext ctx, uint id) => Module.PlayerVersions.Delete(ctx, id);\n", text);
    }

    [Fact]
    public Task Local_variables_that_hold_the_table_are_followed() => BodyAsync(
        """
        var players = ctx.Db.Player;
        var byId = players.Id;
        if (byId.Find(id) is { } player)
        {
            player.Score++;
            byId.Update(player);
        }
        players.Insert(new Player { Id = id + 1, Name = name });
        """,
        """
        if (PlayerVersions.Find(ctx, id) is { } player)
        {
            player.Score++;
            PlayerVersions.Update(ctx, player);
        }
        PlayerVersions.Insert(ctx, new PlayerV2 { Id = id + 1, Name = name });
        """);

    [Fact]
    public Task They_stay_where_something_else_uses_them_or_a_remark_is_on_them() => BodyAsync(
        """
        var players = ctx.Db.Player;
        var db = ctx.Db; // short
        db.Player.Id.Delete(id);
        foreach (var player in players.Iter())
        {
            players.Delete(player);
        }
        """,
        """
        var players = ctx.Db.PlayerV2;
        var db = ctx.Db; // short
        PlayerVersions.Delete(ctx, id);
        foreach (var player in players.Iter())
        {
            PlayerVersions.Delete(ctx, player);
        }
        """);

    [Fact]
    public Task A_row_is_looked_up_in_both_tables_by_any_unique_column() => BodyAsync(
        """
        if (ctx.Db.Player.Name.Find(name) is null)
        {
            ctx.Db.Player.Name.Delete(name + "2");
        }
        """,
        """
        if (PlayerVersions.FindByName(ctx, name) is null)
        {
            PlayerVersions.Delete(ctx, PlayerVersions.FindByName(ctx, name + "2"));
        }
        """);

    /// <summary>Half-typed code must not run in circles.</summary>
    [Fact]
    public async Task Variables_that_are_declared_by_each_other_hold_nothing()
    {
        var module = Module("var a = b; var b = a; a.Insert(b); var c = c; c.Delete(ctx.Db.Player.Count);");

        Assert.NotEmpty((await Scaffold.ActionsAsync(Row, Row.Replace("int Score", "long Score") + module)).Actions);
    }

    /// <summary>What writes the new table alone would be undone by the old rows.</summary>
    [Fact]
    public async Task Not_where_something_writes_without_the_context_of_a_reducer()
    {
        const string writer = """
            public static class Writer { public static void Leave(SpacetimeDB.Local db, uint id) => db.Player.Id.Delete(id); }
            """;

        Assert.Empty((await Scaffold.ActionsAsync(Row, Row.Replace("int Score", "long Score") + writer)).Actions);
    }

    /// <summary>All of these compile with the new table in place of the old one, and would write it alone.</summary>
    [Theory]
    [InlineData("Keep(ctx.Db.Player);")]
    [InlineData("Keep(ctx.Db.Player.Id);")]
    [InlineData("var players = ctx.Db.Player; Keep(players);")]
    [InlineData("s_kept = ctx.Db.Player;")]
    [InlineData("System.Func<Player, Player> insert = ctx.Db.Player.Insert;")]
    [InlineData("var players = ctx.Db.Player; System.Func<uint, bool> delete = players.Id.Delete;")]
    [InlineData("var players = (object)ctx.Db.Player;")]
    [InlineData("(ctx.Db.Player).Insert(new Player { Id = id, Name = name });")]
    [InlineData("var all = new[] { ctx.Db.Player };")]
    public async Task Not_where_the_table_goes_where_it_is_not_followed(string statement)
    {
        const string helper = "public static class Kept { public static object? s_kept; public static void Keep<T>(T table) { } }\n";

        Assert.Empty((await Scaffold.ActionsAsync(
            Row,
            "using static Kept;\n" + Row.Replace("int Score", "long Score") + helper + Module(statement))).Actions);
    }

    /// <summary>Values that one table keeps apart and the other does not, or that a conversion makes alike.</summary>
    [Theory]
    [InlineData("[Unique] public long Name;", "[Unique] public int Name;")]
    [InlineData("[Unique] public string Name;", "public string Name;")]
    [InlineData("public string Name;", "[Unique] public string Name;")]
    [InlineData("public string Name;", "public string Name; [Unique] public uint Number;")]
    public async Task Not_where_unique_columns_differ(string deployed, string edited)
    {
        static string With(string fields, string type) =>
            $"[Table] public partial struct Player {{ [PrimaryKey] public uint Id; public {type} Score; {fields} }}";

        Assert.Empty((await Scaffold.ActionsAsync(With(deployed, "int"), With(edited, "long"))).Actions);
    }

    private static async Task BodyAsync(string body, string expected)
    {
        var text = await Scaffold.TextAsync(Row + Module(body), Row.Replace("int Score", "long Score") + Module(body));

        Assert.EndsWith(Module(expected), text);
    }

    private static string Module(string body) => $$"""
        public static partial class Module
        {
            [Reducer]
            public static void Play(ReducerContext ctx, uint id, string name)
            {
                {{body.Replace("\n", "\n        ")}}
            }
        }
        """;
}
