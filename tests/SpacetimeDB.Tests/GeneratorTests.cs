using SpacetimeDB.Execution;

namespace SpacetimeDB.Tests;

public sealed class GeneratorTests
{
    /// <summary>Cuts a module at every place: the compiler may complain, the generator may not fail.</summary>
    [Theory]
    [InlineData("00010")]
    [InlineData("00200")]
    [InlineData("41_two_tables_scoped_unique")]
    public void Half_a_module_is_no_reason_to_throw(string module)
    {
        var source = Folders.ReadCorpus("pairs", module, "new.cs");
        Parallel.For(0, source.Length / 7, i => ModuleCompilation.Of(source[..(i * 7)]));
    }

    [Theory]
    [InlineData("public partial struct Row { [PrimaryKey] public Missing Id; public uint Score; }")]
    [InlineData("public partial struct Row { [PrimaryKey] public uint Id; [SpacetimeDB.Index.BTree] public List<Missing> Score; }")]
    [InlineData("public partial struct Row { [PrimaryKey] public uint Id; [Unique(Table = Missing)] public uint Score; }")]
    public void An_unknown_name_breaks_nothing_else(string row)
    {
        var errors = ModuleCompilation.Of($$"""
            using SpacetimeDB;
            [Table(Accessor = "row")] {{row}}
            [Table(Accessor = "other")] public partial struct Other { [PrimaryKey] public uint Id; }
            public static class Module
            {
                [Reducer] public static void Do(ReducerContext ctx)
                {
                    ctx.Db.other.Id.Update(new Other());
                    foreach (var row in ctx.Db.row.Iter()) ctx.Db.row.Delete(row with { Score = default! });
                }
            }
            """).Errors();
        Assert.All(errors, error => Assert.Contains("Missing", error.GetMessage()));
    }

    [Theory]
    [InlineData("namespace Game.Server { public static partial class Module { ROW } }", "Game.Server.Module.Row")]
    [InlineData("namespace Game; internal partial class Module { ROW }", "Game.Module.Row")]
    [InlineData("ROW", "Row")]
    public void Rows_may_stand_in_namespaces_and_in_types(string source, string row)
    {
        var rowType = "[SpacetimeDB.Table(Accessor = \"row\")] public partial record Row { [SpacetimeDB.PrimaryKey] public uint @class_; }";
        var errors = ModuleCompilation.Of(source.Replace("ROW", rowType), $$"""
            using SpacetimeDB;
            static class Use { [Reducer] public static void Do(ReducerContext ctx) { {{row}}? found = ctx.Db.row.class_.Find(1); } }
            """).Errors();
        Assert.Empty(errors);
    }

    [Fact]
    public void Views_count_look_up_and_query() => Assert.Empty(ModuleCompilation.Of("""
        using SpacetimeDB;
        [Table(Accessor = "Player", Public = true)]
        public partial struct Player
        {
            [PrimaryKey] public Identity Id;
            [SpacetimeDB.Index.BTree] public uint Level;
            public string? Guild;
        }
        public static class Module
        {
            [View(Accessor = "me", Public = true)]
            public static Player? Me(ViewContext ctx) => ctx.Db.Player.Count == 0 ? null : ctx.Db.Player.Id.Find(ctx.Sender);
            [View(Accessor = "novices", Public = true)]
            public static List<Player> Novices(AnonymousViewContext ctx) => ctx.Db.Player.Level.Filter((0, 9)).ToList();
            [View(Accessor = "guild", Public = true)]
            public static IQuery<Player> Guild(ViewContext ctx) =>
                ctx.From.Player().Where(player => player.Guild.Eq("a").And(player.Level.Gt(3u)));
        }
        """).Errors());
}
