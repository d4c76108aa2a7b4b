using SpacetimeSchema.Analyzers.CodeFixes.Attributes;
using SpacetimeSchema.Analyzers.CodeFixes.Restore;
using Verify = SpacetimeSchema.Analyzers.Tests.Fixes.VerifyFix<SpacetimeSchema.Analyzers.CodeFixes.SchemaCodeFixProvider>;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

/// <summary>What the generator emits under a name of the code follows where that changes.</summary>
public class GeneratedUsesTests
{
    private const string Deployed = """
        [Table] public partial struct Item { [PrimaryKey] public uint Id; [Unique] public string Title; }
        [Table] public partial struct Player
        {
            [Unique] public string Name;
            public uint Id;
        }
        public static class Module { [Reducer] public static void Find(ReducerContext ctx) { } }
        """;

    private const string Edited = """
        [Table] public partial struct Item { [PrimaryKey] public uint Id; [Unique] public string Title; }
        [Table] public partial struct Player
        {
            [Unique] public string {|STS1002:Title|};
            public uint Id;
        }
        public static class Module
        {
            [Reducer] public static void Find(ReducerContext ctx)
            {
                var players = ctx.Db.Player;
                Log.Info($"{players.Title.Find("x")} {ctx.Db.Player.Title.Find("x")?.Title} {ctx.Db.Item.Title.Find("x")?.Title}");
                Log.Info(nameof(ctx.Db.Player.Title) + (players is { Title: var index } ? index.Find("x") : null));
            }
        }
        """;

    [Fact]
    public Task Accessors_follow_a_column_that_gets_its_name_back() => Verify.Source(
        Deployed,
        Edited,
        """
        [Table] public partial struct Item { [PrimaryKey] public uint Id; [Unique] public string Title; }
        [Table] public partial struct Player
        {
            [Unique] public string Name;
            public uint Id;
        }
        public static class Module
        {
            [Reducer] public static void Find(ReducerContext ctx)
            {
                var players = ctx.Db.Player;
                Log.Info($"{players.Name.Find("x")} {ctx.Db.Player.Name.Find("x")?.Name} {ctx.Db.Item.Title.Find("x")?.Title}");
                Log.Info(nameof(ctx.Db.Player.Name) + (players is { Name: var index } ? index.Find("x") : null));
            }
        }
        """,
        RenameBackCodeFix.EquivalenceKey,
        "Rename 'Title' back to 'Name'");

    [Fact]
    public Task Accessors_follow_the_column_where_the_code_keeps_a_property() => Verify.Source(
        Deployed,
        Edited,
        """
        [Table] public partial struct Item { [PrimaryKey] public uint Id; [Unique] public string Title; }
        [Table] public partial struct Player
        {
            [Unique] public string Name;
            public uint Id;
            public string Title { readonly get => Name; set => Name = value; }
        }
        public static class Module
        {
            [Reducer] public static void Find(ReducerContext ctx)
            {
                var players = ctx.Db.Player;
                Log.Info($"{players.Name.Find("x")} {ctx.Db.Player.Name.Find("x")?.Title} {ctx.Db.Item.Title.Find("x")?.Title}");
                Log.Info(nameof(ctx.Db.Player.Name) + (players is { Name: var index } ? index.Find("x") : null));
            }
        }
        """,
        RenameBackCodeFix.PropertyKey);

    [Fact]
    public Task Types_follow_a_variant() => Verify.Source(
        """
        [Table] public partial struct Drawing { public uint Id; public Shape Shape; }
        [Type] public partial record Shape : TaggedEnum<(int Circle, uint Square)>;
        """,
        """
        [Table] public partial struct Drawing { public uint Id; public Shape Shape; public readonly bool IsRound => Shape is Shape.Disc { Disc_: 1 }; }
        [Type] public partial record Shape : TaggedEnum<(int {|STS1006:Disc|}, uint Square)>;
        """,
        """
        [Table] public partial struct Drawing { public uint Id; public Shape Shape; public readonly bool IsRound => Shape is Shape.Circle { Circle_: 1 }; }
        [Type] public partial record Shape : TaggedEnum<(int Circle, uint Square)>;
        """,
        RenameBackCodeFix.EquivalenceKey);

    [Fact]
    public Task Accessors_follow_a_field_that_collided() => Verify.Source(
        "[Table] public partial struct Player { public uint Id; public uint Player1; }",
        """
        [Table] public partial struct Player { public uint Id; public uint {|STS0003:{|STS1015:Player1|}|}; [SpacetimeDB.Index.BTree, Default(0u)] public uint player_1; }
        public static class Module { public static object Find(Local db) => db.Player.player_1.Filter(1u); }
        """,
        """
        [Table] public partial struct Player { public uint Id; public uint Player1; [SpacetimeDB.Index.BTree, Default(0u)] public uint {|STS2001:player1New|}; }
        public static class Module { public static object Find(Local db) => db.Player.player1New.Filter(1u); }
        """,
        RenameCollidingFieldCodeFix.EquivalenceKey);

    [Fact]
    public Task Uses_follow_an_accessor_that_is_kept() => Verify.Source(
        """
        [Table] public partial struct Player { public uint Id; [SpacetimeDB.Index.BTree(Accessor = "by_score")] public uint Score; }
        """,
        """
        [Table] public partial struct Player { public uint Id; [SpacetimeDB.Index.BTree] public uint {|STS1010:Score|}; }
        public static class Module { public static object Find(Local db) => db.Player.Score.Filter(1u); }
        """,
        """
        [Table] public partial struct Player { public uint Id; [SpacetimeDB.Index.BTree(Accessor = "by_score")] public uint Score; }
        public static class Module { public static object Find(Local db) => db.Player.by_score.Filter(1u); }
        """,
        IndexAccessorCodeFix.EquivalenceKey);
}
