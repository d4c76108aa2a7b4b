using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Tests.Symbols;

namespace SpacetimeSchema.Analyzers.Tests.Comparison;

/// <summary>When a table or function says alone what it says in its module, and when the rest of the module matters.</summary>
public class SchemaPartTests
{
    private const string Player =
        "[SpacetimeDB.Table(Accessor = \"player\")] public partial struct Player { public uint Id; public Mood Mood; } ";
    private const string Mood = "[SpacetimeDB.Type] public enum Mood { Calm, Angry } ";
    private const string Guild = "[SpacetimeDB.Table(Accessor = \"guild\")] public partial struct Guild { public Mood Mood; } ";
    private const string Greet =
        "public static partial class Module { [SpacetimeDB.Reducer] public static void Greet(SpacetimeDB.ReducerContext ctx, string name) { } } ";

    [Fact]
    public void A_table_is_compared_with_the_types_that_it_reaches_and_nothing_else()
    {
        var part = Deployed(Player + Mood + Guild + Greet, table: "player")!;
        Assert.Equal(["player"], part.Tables.Select(static table => table.Name));
        Assert.Equal(["Mood"], part.Types.Select(static type => type.Name));
        Assert.Empty(part.Functions);
    }

    [Fact]
    public void A_new_table_may_be_an_old_one_under_another_name() =>
        Assert.Null(Deployed(Mood + Guild, Player + Mood + Guild, table: "player"));

    [Fact]
    public void A_new_reducer_may_be_an_old_one_under_another_name() =>
        Assert.Null(Deployed(deployed: "", current: Greet, function: "greet"));

    [Fact]
    public void A_type_in_the_place_of_another_may_be_that_type_under_another_name() => Assert.Null(Deployed(
        Player + Mood + Guild,
        Player.Replace("Mood Mood", "Feeling Mood") + "[SpacetimeDB.Type] public enum Feeling { Calm, Angry, Sad } " + Mood + Guild,
        table: "player"));

    [Fact]
    public void A_schedule_ties_a_table_to_its_function() => Assert.Null(Deployed(
        "[SpacetimeDB.Table(Accessor = \"timer\", Scheduled = \"Tick\")] public partial struct Timer { [SpacetimeDB.PrimaryKey] public ulong Id; public SpacetimeDB.ScheduleAt ScheduledAt; } "
            + "public static partial class Module { [SpacetimeDB.Reducer] public static void Tick(SpacetimeDB.ReducerContext ctx, Timer timer) { } }",
        table: "timer"));

    [Fact]
    public void A_function_that_takes_a_row_is_perhaps_scheduled() => Assert.Null(Deployed(
        Player + Mood
            + "public static partial class Module { [SpacetimeDB.Reducer] public static void Join(SpacetimeDB.ReducerContext ctx, Player player) { } }",
        function: "join"));

    /// <summary>Through lists and other types too; a row that a column holds is also a type.</summary>
    [Fact]
    public void An_edit_of_a_type_is_told_by_all_tables_that_hold_it()
    {
        var schema = ModuleCompilation.ReadSchema(
            Player + Mood + Guild
                + "[SpacetimeDB.Table(Accessor = \"team\")] public partial struct Team { public uint Id; public System.Collections.Generic.List<Player> Players; } ");
        Assert.Equal(["guild", "player", "team"], SchemaPart.HoldersOf(["Mood"], schema));
        Assert.Equal(["team"], SchemaPart.HoldersOf(["Player"], schema));
        Assert.Empty(SchemaPart.HoldersOf(["Team"], schema));
    }

    [Fact]
    public void The_answer_of_a_server_does_not_tell_its_policy()
    {
        var schema = ModuleCompilation.ReadSchema(Player + Mood);
        Assert.Null(SchemaPart.Deployed(schema with { Policy = null }, schema));
    }

    [Fact]
    public void A_view_depends_on_the_table_of_its_rows()
    {
        var schema = ModuleCompilation.ReadSchema(
            Guild + Mood
                + "public static partial class Module { [SpacetimeDB.View(Accessor = \"guilds\", Public = true)] public static List<Guild> Guilds(SpacetimeDB.ViewContext ctx) => []; }");
        Assert.Null(SchemaPart.Deployed(schema, schema with { Tables = [] }));
    }

    private static ModuleSchema? Deployed(string module, string? table = null, string? function = null) =>
        Deployed(module, module, table, function);

    private static ModuleSchema? Deployed(string deployed, string current, string? table = null, string? function = null)
    {
        var schema = ModuleCompilation.ReadSchema(current);
        var tables = schema.Tables.Where(other => other.Name == table).ToEquatableArray();
        var functions = schema.Functions.Where(other => other.Name == function).ToEquatableArray();
        Assert.Equal(1, tables.Count + functions.Count);
        var part = schema with { Tables = tables, Functions = functions };
        var types = TypeClosure.Of(TypeClosure.RootsOf(part), schema).Values.Where(type => !tables.Any(row => row.RowType == type.Name));
        return SchemaPart.Deployed(ModuleCompilation.ReadSchema(deployed), part with { Types = types.ToEquatableArray() });
    }
}
