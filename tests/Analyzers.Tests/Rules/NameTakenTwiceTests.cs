namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>
/// STS1015: tables, views, indexes, constraints, sequences and schedules have one namespace, reducers, procedures and views another.
/// </summary>
public class NameTakenTwiceTests
{
    private const string Player =
        "[Table(Accessor = \"Player\", Public = true)] public partial struct Player { [PrimaryKey] public uint Id; } ";

    [Fact]
    public Task Two_tables_may_not_share_a_name_in_the_database() => Verify.Finding(
        deployed: Player,
        edited: Player + "[Table(Accessor = \"player\")] public partial struct {|STS1015:Gamer|} { public uint Level; }",
        says: "Table 'Player' and table 'player' get the same name 'player' in the database: publish will reject it. Rename one of them, or keep one alone.",
        with: new()
        {
            Change = "DuplicateName",
            Publish = "rejected",
            Stage = "plan",
            Affects = "player",
            Errors = "DuplicateName player",
        });

    [Fact]
    public Task The_new_table_is_told_of_though_it_stands_first() => Verify.Finding(
        deployed: Player,
        edited: "[Table(Accessor = \"player\")] public partial struct {|STS1015:Gamer|} { public uint Level; } " + Player,
        says: "Table 'Player' and table 'player' get the same name 'player' in the database: publish will reject it. Rename one of them, or keep one alone.");

    [Fact]
    public Task A_name_of_its_own_may_be_that_of_another_table() => Verify.Finding(
        deployed: Player,
        edited: Player + "[Table(Accessor = \"Gamer\", Name = \"player\")] public partial struct {|STS1015:Gamer|} { public uint Level; }");

    [Fact]
    public Task Or_what_the_code_calls_another_table() => Verify.Finding(
        deployed: Player,
        edited: Player + "[Table(Accessor = \"Gamer\", Name = \"Player\")] public partial struct {|STS1015:Gamer|} { public uint Level; }",
        says: "Table 'Player' and table 'Gamer' get the same name 'Player' in the database: publish will reject it. Rename one of them, or keep one alone.");

    [Fact]
    public Task A_table_renamed_to_the_name_of_another_is_told_of() => Verify.Finding(
        deployed: Player + "[Table(Accessor = \"Gamer\")] public partial struct Gamer { public uint Level; }",
        edited: Player + "[Table(Accessor = \"player\", Name = \"gamer\")] public partial struct {|STS1015:Gamer|} { public uint Level; }",
        says: "Table 'Player' and table 'player' get the same name 'player' in the database: publish will reject it. Rename one of them, or keep one alone.");

    [Fact]
    public Task An_index_may_have_the_name_of_one_of_another_table() => Verify.Finding(
        deployed: "[Table(Accessor = \"Player\")] public partial struct Player { public uint InventoryId; } [Table(Accessor = \"PlayerInventory\")] public partial struct PlayerInventory { [PrimaryKey] public uint Id; }",
        edited: "[Table(Accessor = \"Player\")] public partial struct Player { [SpacetimeDB.Index.BTree] public uint {|STS1015:InventoryId|}; } [Table(Accessor = \"PlayerInventory\")] public partial struct PlayerInventory { [PrimaryKey] public uint Id; }",
        says: "Index 'Id' of table 'player_inventory' and index 'InventoryId' of table 'player' get the same name 'player_inventory_id_idx_btree' in the database: publish will reject it. Rename one of them, or keep one alone.",
        with: new()
        {
            Change = "DuplicateName",
            Publish = "rejected",
            Affects = "player.inventory_id",
            Errors = "DuplicateName player_inventory_id_idx_btree",
        });

    [Fact]
    public Task So_it_is_where_both_are_new() => Verify.Findings(
        deployed: "[Table(Accessor = \"Player\")] public partial struct Player { public uint InventoryId; } [Table(Accessor = \"PlayerInventory\")] public partial struct PlayerInventory { public uint Id; }",
        edited: "[Table(Accessor = \"Player\")] public partial struct Player { [SpacetimeDB.Index.BTree] public uint {|STS0003:InventoryId|}; } [Table(Accessor = \"PlayerInventory\")] public partial struct PlayerInventory { [SpacetimeDB.Index.BTree] public uint {|STS1015:Id|}; }");

    [Fact]
    public Task A_new_table_whose_index_has_a_name_that_is_taken_is_told_of_once() => Verify.Finding(
        deployed: "[Table(Accessor = \"Player\")] public partial struct Player { [Unique] public uint InventoryId; }",
        edited: "[Table(Accessor = \"Player\")] public partial struct Player { [Unique] public uint InventoryId; } [Table(Accessor = \"PlayerInventory\")] public partial struct PlayerInventory { [PrimaryKey] public uint {|STS1015:Id|}; }");

    [Fact]
    public Task An_index_with_a_name_of_its_own_may_not_stand_in_two_tables() => Verify.Findings(
        deployed: "[Table(Accessor = \"A\")] [Table(Accessor = \"B\")] public partial struct Row { public uint Level; }",
        edited: "[Table(Accessor = \"A\")] [Table(Accessor = \"B\")] public partial struct Row { [SpacetimeDB.Index.BTree(Accessor = \"ByLevel\", Name = \"by_level\")] public uint {|STS0003:{|STS1015:Level|}|}; }",
        diagnostic => Assert.True(
            diagnostic.Id != "STS1015"
                || diagnostic.GetMessage() == "Index 'ByLevel' of table 'a' and index 'ByLevel' of table 'b' get the same name 'by_level' in the database: publish will reject it. Rename one of them, or keep one alone."));

    [Fact]
    public Task One_for_each_table_may() => Verify.Finding(
        deployed: "[Table(Accessor = \"A\")] [Table(Accessor = \"B\")] public partial struct Row { public uint Level; }",
        edited: "[Table(Accessor = \"A\")] [Table(Accessor = \"B\")] public partial struct Row { [SpacetimeDB.Index.BTree(Accessor = \"ByLevel\", Name = \"by_level\", Table = \"A\")] public uint {|STS0003:Level|}; }");

    [Fact]
    public Task A_view_may_not_have_the_name_of_a_table() => Verify.Finding(
        deployed: Player,
        edited: Player
            + "public static partial class Module { [SpacetimeDB.View(Accessor = \"player\", Public = true)] public static List<Player> {|STS1015:All|}(ViewContext ctx) => new(); }",
        says: "Table 'Player' and view 'player' get the same name 'player' in the database: publish will reject it. Rename one of them, or keep one alone.");

    [Fact]
    public Task Two_reducers_may_not_share_a_name() => Verify.Finding(
        deployed: Player + "public static partial class Module { [Reducer] public static void DoIt(ReducerContext ctx) { } }",
        edited: Player
            + "public static partial class Module { [Reducer] public static void {|STS1015:do_it|}(ReducerContext ctx) { } [Reducer] public static void DoIt(ReducerContext ctx) { } }",
        says: "Function 'DoIt' and function 'do_it' get the same name 'do_it' in the database: publish will reject it. Rename one of them, or keep one alone.",
        with: new() { Change = "DuplicateFunctionName", Publish = "rejected", Affects = "do_it" });

    [Fact]
    public Task Two_views_are_refused_as_tables_are() => Verify.Finding(
        deployed: Players + View("Accessor = \"TopPlayers\""),
        edited: Players + View("Accessor = \"TopPlayers\"") + View("Accessor = \"top_players\"", "Best").Replace(" Best(", " {|STS1015:Best|}("),
        says: "View 'TopPlayers' and view 'top_players' get the same name 'top_players' in the database: publish will reject it. Rename one of them, or keep one alone.",
        with: new() { Change = "DuplicateName", Publish = "rejected", Affects = "top_players", Errors = "DuplicateName top_players" });

    [Fact]
    public Task Tables_may_not_exchange_their_names_in_the_code() => Verify.Findings(
        deployed: "[Table(Accessor = \"Item\", Name = \"a_item\")] public partial struct P { public uint Id; } [Table(Accessor = \"Thing\", Name = \"b_thing\")] public partial struct Q { public uint Id; }",
        edited: "[Table(Accessor = \"Thing\", Name = \"a_item\")] public partial struct {|STS1015:P|} { public uint Id; } [Table(Accessor = \"Gadget\", Name = \"b_thing\")] public partial struct {|STS0003:Q|} { public uint Id; }",
        check: static finding =>
        {
            if (finding.Id == "STS1015")
            {
                Assert.Equal(
                    "Table 'a_item' is called 'Thing' in the code, as table 'b_thing' is in the database: publish accepts the plan and then fails to carry it out. Give it a third name first, and this one in the next publish.",
                    finding.GetMessage());
                Assert.Equal("execution", finding.Properties["stage"]);
            }
        });

    [Fact]
    public Task Before_2_8_2_publish_did_not_look_at_them() => Verify.Findings(
        deployed: "[Table(Accessor = \"Item\", Name = \"a_item\")] public partial struct P { public uint Id; } [Table(Accessor = \"Thing\", Name = \"b_thing\")] public partial struct Q { public uint Id; }",
        edited: "[Table(Accessor = \"Thing\", Name = \"a_item\")] public partial struct {|STS0003:P|} { public uint Id; } [Table(Accessor = \"Item\", Name = \"b_thing\")] public partial struct {|STS0003:Q|} { public uint Id; }",
        engine: "2.8.1");

    private const string Players =
        "[Table(Accessor = \"Player\", Name = \"players\", Public = true)] public partial struct Player { public uint Id; } ";

    private static string View(string attribute, string method = "Rows") =>
        $"public static partial class {method}Module {{ [SpacetimeDB.View({attribute}, Public = true)] public static List<Player> {method}(ViewContext ctx) => new(); }} ";

    [Fact]
    public Task A_view_may_not_be_called_as_a_table_though_their_names_differ() => Verify.Finding(
        deployed: Players,
        edited: Players + View("Accessor = \"Player\"").Replace(" Rows(", " {|STS1015:Rows|}("),
        says: "View 'player' is called 'Player' in the code, as table 'players' is in the database: publish accepts the plan and then fails to carry it out. Give it another name in the code.",
        with: new() { Change = "AddView", Publish = "rejected", Stage = "execution", Affects = "player;players" });

    [Fact]
    public Task Nor_a_new_table_as_a_view() => Verify.Finding(
        deployed: Players + View("Accessor = \"Top\", Name = \"top_players\""),
        edited: Players + View("Accessor = \"Top\", Name = \"top_players\"")
            + "[Table(Accessor = \"Top\")] public partial struct {|STS1015:Top|} { public uint Id; }",
        says: "Table 'top' is called 'Top' in the code, as view 'top_players' is in the database: publish accepts the plan and then fails to carry it out. Give it another name in the code.");

    [Fact]
    public Task A_view_that_stays_keeps_what_it_was_called() => Verify.Findings(
        deployed: Players + View("Accessor = \"Top\", Name = \"top_players\""),
        edited: Players + View("Accessor = \"Best\", Name = \"top_players\"")
            + "[Table(Accessor = \"Top\")] public partial struct {|STS1015:Top|} { public uint Id; }");

    [Fact]
    public Task They_may_follow_each_other_in_the_order_of_their_names() => Verify.Findings(
        deployed: "[Table(Accessor = \"Item\", Name = \"a_item\")] public partial struct P { public uint Id; } [Table(Accessor = \"Thing\", Name = \"b_thing\")] public partial struct Q { public uint Id; }",
        edited: "[Table(Accessor = \"Gadget\", Name = \"a_item\")] public partial struct {|STS0003:P|} { public uint Id; } [Table(Accessor = \"Item\", Name = \"b_thing\")] public partial struct {|STS0003:Q|} { public uint Id; }");

    [Fact]
    public Task What_is_called_alike_in_the_code_gets_a_given_name_too() => Verify.Finding(
        deployed: Player
            + "public static partial class Module { [SpacetimeDB.View(Accessor = \"Scores\", Public = true)] public static List<Player> All(ViewContext ctx) => new(); }",
        edited: Player
            + "public static partial class Module { [Reducer(Name = \"put_scores\")] public static void {|STS1015:Scores|}(ReducerContext ctx) { } [SpacetimeDB.View(Accessor = \"Scores\", Public = true)] public static List<Player> All(ViewContext ctx) => new(); }",
        says: "View 'Scores' and function 'Scores' get the same name 'put_scores' in the database: publish will reject it. Rename one of them, or keep one alone.",
        with: new() { Change = "DuplicateFunctionName", Affects = "put_scores", Errors = "DuplicateFunctionName put_scores" });

    [Fact]
    public Task So_does_a_new_view_with_a_function_that_was_given_one() => Verify.Finding(
        deployed: Player
            + "public static partial class Module { [Reducer(Name = \"put_scores\")] public static void Scores(ReducerContext ctx) { } }",
        edited: Player
            + "public static partial class Module { [Reducer(Name = \"put_scores\")] public static void Scores(ReducerContext ctx) { } [SpacetimeDB.View(Accessor = \"Scores\", Public = true)] public static List<Player> {|STS1015:All|}(ViewContext ctx) => new(); }",
        with: new() { Change = "DuplicateFunctionName", Affects = "put_scores", Errors = "DuplicateFunctionName put_scores" });

    [Fact]
    public Task So_does_a_function_with_a_view_that_was_given_one() => Verify.Finding(
        deployed: Player + "public static partial class Module { [Reducer] public static void Scores(ReducerContext ctx) { } }",
        edited: Player
            + "public static partial class Module { [Reducer] public static void Scores(ReducerContext ctx) { } [SpacetimeDB.View(Accessor = \"Scores\", Name = \"all_scores\", Public = true)] public static List<Player> {|STS1015:All|}(ViewContext ctx) => new(); }",
        says: "Function 'Scores' and view 'Scores' get the same name 'all_scores' in the database: publish will reject it. Rename one of them, or keep one alone.");

    [Fact]
    public Task A_reducer_and_a_view_may_not_share_one() => Verify.Finding(
        deployed: Player + "public static partial class Module { [Reducer] public static void Join(ReducerContext ctx) { } }",
        edited: Player
            + "public static partial class Module { [Reducer] public static void Join(ReducerContext ctx) { } [SpacetimeDB.View(Accessor = \"join\", Public = true)] public static List<Player> {|STS1015:All|}(ViewContext ctx) => new(); }",
        says: "Function 'Join' and view 'join' get the same name 'join' in the database: publish will reject it. Rename one of them, or keep one alone.");

    [Fact]
    public Task A_reducer_may_have_the_name_of_a_table() => Verify.Finding(
        deployed: Player,
        edited: Player + "public static partial class Module { [Reducer] public static void {|STS0003:player|}(ReducerContext ctx) { } }");
}
