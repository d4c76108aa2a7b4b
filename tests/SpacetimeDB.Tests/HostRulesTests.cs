using SpacetimeDB.Execution;

namespace SpacetimeDB.Tests;

/// <summary>The rules of the host that decide what a second run of a reducer does.</summary>
public sealed class HostRulesTests
{
    private const string Tables =
        """
        using SpacetimeDB;

        [Table(Accessor = "Player")]
        public partial struct Player
        {
            [PrimaryKey, AutoInc] public ulong Id;
            [Unique] public string Name;
            [SpacetimeDB.Index.BTree] public int Score;
        }

        [Table(Accessor = "Bag")]
        [SpacetimeDB.Index.BTree(Accessor = "ByPlace", Columns = new[] { "Zone", "Row" })]
        public partial class Bag
        {
            [PrimaryKey] public uint Id;
            public uint Zone;
            public uint Row;
            public List<Item> Items = new();
            public Shape? Shape;
        }

        [Table(Accessor = "Shot", Event = true)]
        public partial struct Shot { public uint Damage; }

        [SpacetimeDB.Type] public partial class Item { public string Name = ""; public uint Count; }
        [SpacetimeDB.Type] public partial record Shape : TaggedEnum<(uint Square, string Named)>;

        """;

    [Fact]
    public void Rows_are_a_set() => Assert.Equal(
        """
        Bag (1)
          { Id = 1, Zone = 0, Row = 0, Items = [{ Name = "Sword", Count = 1 }], Shape = Square(2) }
        Player (0)
        Shot (0)

        """,
        After("""
            Bag bag() => new() { Id = 1, Items = { new Item { Name = "Sword", Count = 1 } }, Shape = new Shape.Square(2) };
            ctx.Db.Bag.Insert(bag());
            ctx.Db.Bag.Insert(bag());
            """));

    [Fact]
    public void An_auto_increment_column_at_zero_is_numbered() =>
        Assert.Contains("{ Id = 2, Name = \"b\", Score = 2 }", After("""
            ctx.Db.Player.Insert(new Player { Name = "a" });
            ctx.Db.Player.Insert(new Player { Name = "b", Score = (int)ctx.Db.Player.Count + 1 });
            """));

    [Fact]
    public void A_unique_column_refuses_a_second_row() => Assert.IsType<UniqueConstraintViolationException>(Run("""
        ctx.Db.Player.Insert(new Player { Name = "a" });
        ctx.Db.Player.Insert(new Player { Name = "a" });
        """).Error);

    [Fact]
    public void An_update_may_not_take_the_value_of_another_row() => Assert.IsType<UniqueConstraintViolationException>(Run("""
        ctx.Db.Player.Insert(new Player { Name = "a" });
        var b = ctx.Db.Player.Insert(new Player { Name = "b" });
        ctx.Db.Player.Id.Update(b with { Name = "a" });
        """).Error);

    [Fact]
    public void An_update_needs_a_row() => Assert.IsType<NoSuchRowException>(Run("""
        ctx.Db.Player.Id.Update(new Player { Id = 7, Name = "a" });
        """).Error);

    [Fact]
    public void A_reducer_that_throws_has_done_nothing()
    {
        var run = Run("""
            ctx.Db.Player.Insert(new Player { Name = "a" });
            throw new Exception("no");
            """);
        Assert.Equal("no", run.Error?.Message);
        Assert.False(run.Changed);
    }

    [Fact]
    public void A_loop_over_a_table_sees_it_as_it_was() => Assert.Contains("Player (2)", After("""
        ctx.Db.Player.Insert(new Player { Name = "a" });
        foreach (var player in ctx.Db.Player.Iter()) ctx.Db.Player.Insert(new Player { Name = player.Name + "a" });
        """));

    [Fact]
    public void A_row_changed_in_memory_is_not_stored() => Assert.Contains("Items = []", After("""
        ctx.Db.Bag.Insert(new Bag { Id = 1 });
        foreach (var bag in ctx.Db.Bag.Iter()) bag.Items.Add(new Item { Name = "Sword" });
        ctx.Db.Bag.Id.Find(1)!.Items.Clear();
        """));

    [Fact]
    public void A_null_where_the_type_has_none_cannot_be_written() => Assert.IsType<NullReferenceException>(Run("""
        ctx.Db.Player.Insert(new Player());
        """).Error);

    [Fact]
    public void The_rows_of_an_event_table_do_not_stay() => Assert.Contains("Shot (0)", After("""
        ctx.Db.Shot.Insert(new Shot { Damage = 1 });
        if (ctx.Db.Shot.Count != 1) throw new Exception("no shot");
        """));

    [Theory]
    [InlineData("ctx.Db.Player.Score.Filter(2)", "b")]
    [InlineData("ctx.Db.Player.Score.Filter((-1, 2))", "ab")]
    [InlineData("ctx.Db.Player.Score.Filter(new Bound<int>(3, 9))", "c")]
    public void An_index_filters_by_value_and_by_range(string filter, string names) => Assert.Null(Run($$"""
        ctx.Db.Player.Insert(new Player { Name = "a", Score = -1 });
        ctx.Db.Player.Insert(new Player { Name = "b", Score = 2 });
        ctx.Db.Player.Insert(new Player { Name = "c", Score = 5 });
        var found = string.Concat({{filter}}.Select(player => player.Name));
        if (found != "{{names}}") throw new Exception(found);
        """).Error);

    [Theory]
    [InlineData("2u", 2)]
    [InlineData("(2u, 1u)", 1)]
    [InlineData("(2u, new Bound<uint>(0, 9))", 2)]
    public void An_index_of_two_columns_takes_a_prefix_or_a_tuple(string key, int deleted) => Assert.Null(Run($$"""
        ctx.Db.Bag.Insert(new Bag { Id = 1, Zone = 2, Row = 1 });
        ctx.Db.Bag.Insert(new Bag { Id = 2, Zone = 2, Row = 3 });
        ctx.Db.Bag.Insert(new Bag { Id = 3, Zone = 4, Row = 1 });
        if (ctx.Db.Bag.ByPlace.Delete({{key}}) != {{deleted}}) throw new Exception("other rows");
        """).Error);

    private static string After(string body)
    {
        var run = Run(body);
        Assert.Null(run.Error);
        return run.After;
    }

    private static ReducerRun Run(string body)
    {
        using var module = ModuleExecution.Compile(Tables + $$"""
            public static class Module { [Reducer] public static void Do(ReducerContext ctx) { {{body}} } }
            """);
        return module.NewDatabase(Seeds.Nothing).Run("Do");
    }
}
