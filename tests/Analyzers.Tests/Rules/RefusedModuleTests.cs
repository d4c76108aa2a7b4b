namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS1015.</summary>
public class RefusedModuleTests
{
    [Fact]
    public Task Two_fields_may_not_share_a_name_in_the_database() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Id; public uint Player1; }",
        edited: "[Table] public partial struct Player { public uint Id; public uint {|STS1015:Player1|}; [Default(0u)] public uint player_1; }",
        says: "Fields 'Player1' and 'player_1' of table 'player' share the name 'player_1' in the database: publish will reject it. Rename one of them.",
        with: new() { Change = "ReorderTable", Publish = "rejected", Stage = "plan", Affects = "player;player.player_1" });

    [Fact]
    public Task What_else_is_wrong_with_them_is_said_with_it() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Id; public uint Player1; }",
        edited: "[Table] public partial struct Player { public uint Id; public uint {|STS1015:Player1|}; [Default(\"\")] public string player_1; }",
        with: new()
        {
            Publish = "rejected",
            Stage = "plan",
            Affects = "player.player_1;player",
            Errors = "ChangeColumnType player.player_1;ReorderTable player",
        });

    [Fact]
    public Task A_database_that_has_the_name_twice_is_stuck_whatever_the_code_says() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Player1; public uint player_1; }",
        edited: "[Table] public partial struct Player { public uint {|STS1015:Player1|}; [Default(0u)] public uint Second; }",
        says: "Two columns of table 'player' share the name 'player_1' in the database: publish will reject it. No module that keeps the table can be published: save its rows, empty it with SQL, and declare the table under another name.",
        with: new() { Publish = "rejected", Stage = "plan", Errors = "ReorderTable player" });

    [Fact]
    public Task An_event_table_may_not_get_such_fields_though_its_columns_may_change() => Verify.Finding(
        deployed: "[Table(Event = true)] public partial struct Hit { public uint Player1; public uint Damage; }",
        edited: "[Table(Event = true)] public partial struct Hit { public uint {|STS1015:Player1|}; public ulong Damage; public uint player_1; }",
        says: "Fields 'Player1' and 'player_1' of table 'hit' share the name 'player_1' in the database: publish accepts the plan and then fails to carry it out. Rename one of them.",
        with: new()
        {
            Change = "ReschemaEventTable",
            Publish = "rejected",
            Disconnects = true,
            Stage = "execution",
            Affects = "hit.player_1;hit",
        });

    [Theory]
    [InlineData("2.8.3", "STS1015")]
    [InlineData("2.0.1", "STS1015")]
    public Task A_new_table_may_not_have_them(string engine, string rule) => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Id; }",
        edited: $$"""[Table] public partial struct Player { public uint Id; } [Table] public partial struct Match { public uint {|{{rule}}:Player1|}; public uint player_1; }""",
        with: new() { Change = "AddTable", Publish = "rejected", Stage = "execution" },
        engine: engine);

    [Fact]
    public Task Nor_may_a_table_that_was_renamed() => Verify.Findings(
        deployed: "[Table] public partial struct Match { public uint Id; public uint Player1; public string Place; public uint Rounds; public bool IsOver; }",
        edited: "[Table] public partial struct {|STS1102:Matches|} { public uint Id; public uint {|STS1015:Player1|}; public string Place; public uint Rounds; public bool IsOver; public uint player_1; }");

    [Fact]
    public Task Nor_may_the_rows_of_a_view() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Id; }",
        edited: """[Table] public partial struct Player { public uint Id; } [Type] public partial struct Row { public uint Player1; public uint player_1; } public static class Module { [View(Accessor = "Rows", Public = true)] public static List<Row> {|STS1015:Rows|}(ViewContext ctx) => new(); }""",
        says: "Fields 'Player1' and 'player_1' of view 'rows' share the name 'player_1' in the database: publish accepts the plan and then fails to carry it out. Rename one of them.",
        with: new() { Change = "AddView", Publish = "rejected", Stage = "execution" });

    [Fact]
    public Task A_new_table_that_holds_a_field_twice_is_being_typed() => Verify.Findings(
        deployed: "[Table] public partial struct Player { public uint Id; }",
        edited: "[Table] public partial struct Player { public uint Id; } [Table] public partial struct {|STS0003:Match|} { public uint Player1; public uint {|CS0102:Player1|}; }");

    [Fact]
    public Task Fields_whose_names_only_look_alike_may_stand_together() => Verify.NoFinding(
        deployed: "[Table] public partial struct Player { public uint Player1; public uint Playera; }",
        edited: "[Table] public partial struct Player { public uint Player1; public uint Playera; }");

    [Fact]
    public Task Two_types_may_not_share_a_name() => Verify.Findings(
        deployed: "[Table] public partial struct Item { public uint Id; public Weapons.Kind Kind; } public static partial class Weapons { [Type] public enum Kind { Sword } }",
        edited: """
            [Table] public partial struct Item { public uint Id; public Weapons.Kind Kind; } public static partial class Weapons { [Type] public enum Kind { Sword } }
            [Table] public partial struct {|STS0003:Shield|} { public uint Id; public Armor.Kind Kind; } public static partial class Armor { [Type] public enum {|STS1015:Kind|} { Helmet } }
            """,
        diagnostic => Assert.True(diagnostic.Id != "STS1015" || diagnostic.GetMessage() ==
            "Types 'Weapons.Kind' and 'Armor.Kind' share the name 'Kind' in the database, which knows no namespaces: publish will reject it. Rename one of them."));

    [Fact]
    public Task The_one_that_is_new_is_told_of_wherever_it_stands() => Verify.Findings(
        deployed: "namespace B { [Type] public partial struct P { public uint X; } } [Table] public partial struct Item { public uint Id; public B.P Part; }",
        edited: "namespace A { [Type] public partial struct {|STS1015:P|} { public string X; } } namespace B { [Type] public partial struct P { public uint X; } } [Table] public partial struct Item { public uint Id; public B.P Part; } public static partial class Module { [Reducer] public static void {|STS0003:Act|}(ReducerContext ctx, A.P part) { } }",
        diagnostic => Assert.True(diagnostic.Id != "STS1015" || diagnostic.GetMessage() ==
            "Types 'B.P' and 'A.P' share the name 'P' in the database, which knows no namespaces: publish will reject it. Rename one of them."));

    [Fact]
    public Task One_of_them_may_stand_in_no_namespace() => Verify.Findings(
        deployed: "[Table] public partial struct Item { public uint Id; public A.P Part; } namespace A { [Type] public partial struct P { public uint X; } }",
        edited: "[Table] public partial struct Item { public uint Id; public A.P Part; } [Table] public partial struct {|STS0003:Other|} { public P Part; } [Type] public partial struct {|STS1015:P|} { public string X; } namespace A { [Type] public partial struct P { public uint X; } }",
        diagnostic => Assert.True(
            diagnostic.Id != "STS1015" || diagnostic.GetMessage().StartsWith("Types 'A.P' and 'P' share the name 'P'")));

    [Fact]
    public Task They_may_not_though_they_look_the_same() => Verify.Finding(
        deployed: "[Table] public partial struct Item { public uint Id; public Weapons.Kind Kind; } [Table] public partial struct Shield { public Weapons.Kind Kind; } public static partial class Weapons { [Type] public enum Kind { Iron } }",
        edited: "[Table] public partial struct Item { public uint Id; public Weapons.Kind Kind; } [Table] public partial struct Shield { public Armor.Kind Kind; } public static partial class Weapons { [Type] public enum Kind { Iron } } public static partial class Armor { [Type] public enum {|STS1015:Kind|} { Iron } }",
        says: "Types 'Weapons.Kind' and 'Armor.Kind' share the name 'Kind' in the database, which knows no namespaces: publish will reject it. Rename one of them.");

    [Fact]
    public Task Names_are_one_whatever_their_case() => Verify.Findings(
        deployed: "[Type] public enum PlayerState { Idle } [Table] public partial struct Item { public uint Id; public PlayerState State; }",
        edited: "[Type] public enum PlayerState { Idle } [Type] public enum {|STS1015:player_state|} { Busy } [Table] public partial struct Item { public uint Id; public PlayerState State; } [Table] public partial struct {|STS0003:Other|} { public player_state State; }",
        diagnostic => Assert.True(
            diagnostic.Id != "STS1015"
                || diagnostic.GetMessage().StartsWith("Types 'PlayerState' and 'player_state' share the name 'PlayerState'")));

    [Fact]
    public Task A_type_that_nothing_reaches_shares_no_name() => Verify.NoFinding(
        deployed: "[Table] public partial struct Item { public uint Id; public Weapons.Kind Kind; } public static partial class Weapons { [Type] public enum Kind { Sword } }",
        edited: "[Table] public partial struct Item { public uint Id; public Weapons.Kind Kind; } public static partial class Weapons { [Type] public enum Kind { Sword } } public static partial class Armor { [Type] public enum Kind { Helmet } }");

    [Fact]
    public Task A_unique_column_has_its_index_already() => Verify.Finding(
        deployed: "[Table] public partial struct Player { [Unique] public uint Level; }",
        edited: """[Table] [SpacetimeDB.Index.BTree(Accessor = "ByLevel", Columns = new[] { "Level" })] public partial struct Player { [Unique] public uint {|STS1015:Level|}; }""",
        says: "Index 'Level' of table 'player' and index 'ByLevel' of table 'player' get the same name 'player_level_idx_btree' in the database: publish will reject it. Rename one of them, or keep one alone.",
        with: new()
        {
            Change = "DuplicateName",
            Publish = "rejected",
            Stage = "plan",
            Affects = "player.level",
            Errors = "DuplicateName player_level_idx_btree",
        });

    [Fact]
    public Task A_name_of_its_own_does_not_help() => Verify.Finding(
        deployed: """[Table] [SpacetimeDB.Index.BTree(Accessor = "Old", Columns = new[] { "X", "Y" })] public partial struct Player { public uint X; public uint Y; }""",
        edited: """[Table] [SpacetimeDB.Index.BTree(Accessor = "Old", Columns = new[] { "X", "Y" })] [SpacetimeDB.Index.BTree(Accessor = "New", Name = "mine", Columns = new[] { "X", "Y" })] public partial struct {|STS1015:Player|} { public uint X; public uint Y; }""",
        says: "Index 'Old' of table 'player' and index 'New' of table 'player' get the same name 'Player_X_Y_idx_btree' in the database: publish will reject it. Rename one of them, or keep one alone.");

    [Fact]
    public Task A_new_table_with_such_indexes_is_refused_too() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Id; }",
        edited: """[Table] public partial struct Player { public uint Id; } [Table] [SpacetimeDB.Index.BTree(Accessor = "ByLevel", Columns = new[] { "Level" })] public partial struct Item { [PrimaryKey] public uint {|STS1015:Level|}; }""",
        says: "Index 'Level' of table 'item' and index 'ByLevel' of table 'item' get the same name 'item_level_idx_btree' in the database: publish will reject it. Rename one of them, or keep one alone.");

    [Fact]
    public Task Two_indexes_with_the_columns_in_another_order_may_stand_together() => Verify.Finding(
        deployed: """[Table] [SpacetimeDB.Index.BTree(Accessor = "Old", Columns = new[] { "X", "Y" })] public partial struct Player { public uint X; public uint Y; }""",
        edited: """[Table] [SpacetimeDB.Index.BTree(Accessor = "Old", Columns = new[] { "X", "Y" })] [SpacetimeDB.Index.BTree(Accessor = "New", Columns = new[] { "Y", "X" })] public partial struct {|STS0003:Player|} { public uint X; public uint Y; }""");

    [Fact]
    public Task A_new_column_may_not_hold_a_type_that_contains_itself() => Verify.Finding(
        deployed: "[Table] public partial struct Item { public uint Id; }",
        edited: "[Table] public partial struct Item { public uint Id; [Default(null!)] public Node? {|STS1015:Root|}; } [Type] public partial class Node { public List<Node> Children; }",
        says: "Column 'Root' of table 'item' holds type 'Node', which contains itself: publish accepts the plan and then fails to carry it out. Refer to rows by their keys instead.",
        with: new() { Publish = "rejected", Stage = "execution", Affects = "item.root" });

    [Fact]
    public Task Without_a_default_it_does_not_pass_the_plan() => Verify.Finding(
        deployed: "[Table] public partial struct Item { public uint Id; }",
        edited: "[Table] public partial struct Item { public uint Id; public Node {|STS1015:Root|}; } [Type] public partial class Node { public List<Node> Children; }",
        says: "Column 'Root' of table 'item' holds type 'Node', which contains itself: publish will reject it. Refer to rows by their keys instead.",
        with: new() { Change = "RecursiveType", Publish = "rejected", Stage = "plan", Affects = "item.root", Errors = "AddColumn item.root" });

    [Fact]
    public Task Nor_may_one_of_a_new_table() => Verify.Findings(
        deployed: "[Table] public partial struct Item { public uint Id; }",
        edited: "[Table] public partial struct Item { public uint Id; } [Table] public partial struct Tree { public Node {|STS1015:Root|}; } [Type] public partial class Node { public List<Node> Children; }");

    [Fact]
    public Task Nor_a_row_of_a_view() => Verify.Finding(
        deployed: "[Table] public partial struct Item { public uint Id; }",
        edited: "[Table] public partial struct Item { public uint Id; } [Type] public partial class Node { public List<Node> Children; } public static class Module { [View(Accessor = \"Nodes\", Public = true)] public static List<Node> {|STS1015:Nodes|}(ViewContext ctx) => new(); }",
        says: "View 'Nodes' shows type 'Node', which contains itself: publish accepts the plan and then fails to carry it out. Refer to rows by their keys instead.",
        with: new() { Publish = "rejected", Stage = "execution" });

    /// <summary>The planner resolves the type of each column of a view that stays.</summary>
    [Fact]
    public Task Nor_one_that_is_deployed() => Verify.Finding(
        deployed: Nodes("public uint Value; public List<uint> Children;"),
        edited: Nodes("public uint Value; public List<Node> Children;").Replace(" Nodes(", " {|STS1015:Nodes|}("),
        with: new() { Publish = "rejected", Stage = "plan" });

    private static string Nodes(string fields) =>
        $$"""[Table] public partial struct Item { public uint Id; } [Type] public partial class Node { {{fields}} } public static class Module { [View(Accessor = "Nodes", Public = true)] public static List<Node> Nodes(ViewContext ctx) => new(); }""";

    [Fact]
    public Task A_type_may_not_contain_itself() => Verify.Findings(
        deployed: "[Table] public partial struct Item { public uint Id; public Node Root; } [Type] public partial class Node { public uint Value; }",
        edited: "[Table] public partial struct Item { public uint Id; public Node {|STS1015:Root|}; } [Type] public partial class Node { public uint Value; public List<Node> {|STS1008:Children|}; }");

    [Fact]
    public Task Two_columns_of_one_type_are_no_recursion() => Verify.NoFinding(
        deployed: "[Table] public partial struct Item { public Node Left; public Node Right; } [Type] public partial class Node { public uint Value; }",
        edited: "[Table] public partial struct Item { public Node Left; public Node Right; } [Type] public partial class Node { public uint Value; }");

    [Fact]
    public Task A_field_that_stands_twice_while_it_is_copied_is_not_judged_as_new() => Verify.HalfTyped(
        deployed: "[Table] public partial struct Player { public uint Id; public uint Score; }",
        edited: "[Table] public partial struct Player { public uint Id; public uint {|STS1015:Score|}; public uint Score; }");

    [Fact]
    public Task A_name_that_stands_twice_in_the_database_is_told_of_though_nothing_was_edited() => Verify.Findings(
        deployed: "[Table] public partial struct Player { public uint Player1; public uint player_1; }",
        edited: "[Table] public partial struct Player { public uint {|STS1015:Player1|}; public uint player_1; }");

    [Fact]
    public Task A_recursive_type_in_the_database_is_told_of_though_nothing_was_edited() => Verify.Findings(
        deployed: "[Table] public partial struct Item { public uint Id; public Node Root; } [Type] public partial class Node { public uint Value; public List<Node> Children; }",
        edited: "[Table] public partial struct Item { public uint Id; public Node {|STS1015:Root|}; } [Type] public partial class Node { public uint Value; public List<Node> Children; }");
}
