namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS1015: what no module may be called, most of it after the conversion of names.</summary>
public class NameInvalidTests
{
    private const string Player = "[Table(Accessor = \"Player\")] public partial struct Player { public uint Id; } ";

    [Theory]
    [InlineData("Accessor = \"StPlayer\"", "StPlayer", "st_player")]
    [InlineData("Accessor = \"Item\", Name = \"st_item\"", "Item", "st_item")]
    public Task A_new_table_may_not_look_like_one_of_SpacetimeDB(string attribute, string accessor, string name) => Verify.Finding(
        deployed: Player,
        edited: Player + $"[Table({attribute})] public partial struct {{|STS1015:Item|}} {{ public uint Id; }}",
        says: $"Table '{accessor}' gets the name '{name}' in the database, and 'st_' begins the names of SpacetimeDB's own tables: publish will reject it. Rename it.",
        with: new() { Change = "TableNameReserved", Publish = "rejected", Stage = "plan", Affects = name });

    [Fact]
    public Task A_table_that_only_begins_alike_may() => Verify.Finding(
        deployed: Player,
        edited: Player + "[Table(Accessor = \"Stone\")] public partial struct {|STS0003:Stone|} { public uint Id; }");

    private const string Ranked = "[Table(Public = true)] public partial struct Ranked { public uint Id; } ";

    private static string View(string accessor, string method) =>
        $"public static class Module {{ [View(Accessor = \"{accessor}\", Public = true)] public static List<Ranked> {method}(ViewContext ctx) => new(); }}";

    [Fact]
    public Task Nor_may_a_view_be_called_as_one_is() => Verify.Finding(
        deployed: Ranked,
        edited: Ranked + View("StTable", "{|STS1015:Rows|}"),
        says: "View 'StTable' gets the name 'st_table' in the database, which is that of one of SpacetimeDB's own tables: publish accepts the plan and then fails to carry it out. Rename it.",
        with: new() { Change = "AddView", Publish = "rejected", Stage = "execution", Affects = "st_table", Errors = "" });

    [Fact]
    public Task It_may_only_look_like_one() => Verify.Finding(
        deployed: Ranked,
        edited: Ranked + View("StRanked", "{|STS0003:Rows|}"));

    [Fact]
    public Task A_name_of_its_own_has_to_be_one() => Verify.Finding(
        deployed: Player,
        edited: Player + "[Table(Accessor = \"Item\", Name = \"my-item\")] public partial struct {|STS1015:Item|} { public uint Id; }",
        says: "Table 'Item' gets the name 'my-item' in the database, which has to begin with a letter and to hold letters, digits and underscores alone: publish will reject it. Rename it.",
        with: new() { Change = "IdentifierError", Publish = "rejected" });

    [Fact]
    public Task An_index_may_be_called_what_is_a_word_of_the_language_but_not_with_its_mark() => Verify.Finding(
        deployed: Player,
        edited: "[Table(Accessor = \"Player\")] public partial struct Player { [SpacetimeDB.Index.BTree(Accessor = \"@event\")] public uint {|STS1015:Id|}; }",
        says: "Index '@event' of table 'player' gets the name '@event' in the database, which has to begin with a letter and to hold letters, digits and underscores alone: publish will reject it. Rename it.");

    [Fact]
    public Task A_column_may_not_begin_with_a_digit_in_the_database() => Verify.Findings(
        deployed: Player,
        edited: "[Table(Accessor = \"Player\")] public partial struct Player { public uint Id; [Default(0u)] public uint {|STS2001:{|STS1015:_2D|}|}; }",
        diagnostic => Assert.True(
            diagnostic.Id != "STS1015"
                || diagnostic.GetMessage().StartsWith("Column '_2D' of table 'player' gets the name '2_d' in the database")));

    [Fact]
    public Task Nor_may_one_of_a_view() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Id; }",
        edited: """[Table] public partial struct Player { public uint Id; } [Type] public partial struct Row { public uint _2D; } public static class Module { [View(Accessor = "Rows", Public = true)] public static List<Row> {|STS1015:Rows|}(ViewContext ctx) => new(); }""",
        says: "Column '_2D' of view 'Rows' gets the name '2_d' in the database, which has to begin with a letter and to hold letters, digits and underscores alone: publish will reject it. Rename it.");

    [Fact]
    public Task Nor_may_a_type() => Verify.Findings(
        deployed: Player,
        edited: Player
            + "[Type] public partial struct {|STS1015:_2DPoint|} { public uint X; } [Table] public partial struct {|STS0003:Item|} { public _2DPoint At; }",
        diagnostic => Assert.True(
            diagnostic.Id != "STS1015" || diagnostic.GetMessage().StartsWith("Type '_2DPoint' gets the name '2DPoint' in the database")));

    [Fact]
    public Task The_fields_of_a_type_and_variants_may() => Verify.Finding(
        deployed: Player,
        edited: Player
            + "[Type] public enum Kind { _2D, _3D } [Type] public partial struct Pair { public uint _1; public Kind _2; } [Table] public partial struct {|STS0003:Item|} { public Pair Pair; }");

    [Fact]
    public Task Even_without_a_name() => Verify.NoFinding(
        deployed: "[Type] public enum Kind { _, Known } [Table] public partial struct Item { public uint Id; public Kind Kind; }",
        edited: "[Type] public enum Kind { _, Known } [Table] public partial struct Item { public uint Id; public Kind Kind; }");

    [Fact]
    public Task A_parameter_that_is_discarded_has_no_name() => Verify.Finding(
        deployed: Player,
        edited: Player
            + "public static partial class Module { [Reducer] public static void {|STS1015:Act|}(ReducerContext ctx, uint _) { } }",
        says: "Parameter '_' of 'Act' gets no name in the database, because underscores alone make none: publish will reject it. Rename it.",
        with: new() { Change = "IdentifierError", Publish = "rejected", Affects = "act" });

    [Fact]
    public Task Of_a_reducer_that_is_there_too() => Verify.Finding(
        deployed: Player + "public static partial class Module { [Reducer] public static void Act(ReducerContext ctx, uint id) { } }",
        edited: Player
            + "public static partial class Module { [Reducer] public static void {|STS1015:Act|}(ReducerContext ctx, uint _) { } }");

    [Fact]
    public Task Under_the_policy_None_an_underscore_is_a_name() => Verify.Finding(
        deployed: "public static partial class Settings { [SpacetimeDB.Settings] public const CaseConversionPolicy Policy = CaseConversionPolicy.None; } " + Player,
        edited: "public static partial class Settings { [SpacetimeDB.Settings] public const CaseConversionPolicy Policy = CaseConversionPolicy.None; } " + Player + "public static partial class Module { [Reducer] public static void {|STS0003:Act|}(ReducerContext ctx, uint _) { } }");
}
