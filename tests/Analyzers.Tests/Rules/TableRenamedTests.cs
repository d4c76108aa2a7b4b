namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS1102.</summary>
public class TableRenamedTests
{
    [Fact]
    public Task The_rows_of_a_renamed_table_stay_behind() => Verify.Finding(
        deployed: """[Table(Accessor = "player")] public partial struct Player { public uint Id; public string Name; }""",
        edited: """[Table(Accessor = "character")] public partial struct {|STS1102:Player|} { public uint Id; public string Name; }""",
        says: "Table 'player' was renamed to 'character': publish disconnects every client, removes 'player', which fails unless it is empty, and creates 'character' without rows. Keep the name in the database with Name = \"player\".",
        with: new()
        {
            Change = "RemoveTable",
            Publish = "data-dependent",
            Disconnects = true,
            Stage = "plan",
            Affects = "player;character",
        });

    [Fact]
    public Task An_event_table_leaves_no_rows_behind() => Verify.Finding(
        deployed: "[Table(Event = true)] public partial struct Hit { public uint Damage; }",
        edited: "[Table(Event = true)] public partial struct {|STS1102:Blow|} { public uint Damage; }",
        says: "Table 'hit' was renamed to 'blow': publish removes 'hit', creates 'blow', and disconnects every client. Keep the name in the database with Name = \"hit\".");

    [Fact]
    public Task A_renamed_row_type_renames_a_table_without_an_accessor() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Id; public string Name; }",
        edited: "[Table] public partial struct {|STS1102:Character|} { public uint Id; public string Name; }");

    [Fact]
    public Task A_few_other_columns_do_not_hide_it() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Id; public string Name; public uint Score; }",
        edited: "[Table] public partial struct {|STS1102:Players|} { public uint Id; public string Name; public uint Score; public uint Lives; }");

    [Fact]
    public Task The_name_in_the_database_can_be_kept() => Verify.Finding(
        deployed: """[Table(Accessor = "player")] public partial struct Player { public uint Id; public string Name; }""",
        edited: """[Table(Accessor = "character", Name = "player")] public partial struct {|STS0003:Player|} { public uint Id; public string Name; }""");

    [Fact]
    public Task A_renamed_row_type_with_an_accessor_renames_nothing_in_the_database() => Verify.Finding(
        deployed: """[Table(Accessor = "player")] public partial struct Player { public uint Id; public string Name; }""",
        edited: """[Table(Accessor = "player")] public partial struct {|STS0003:Character|} { public uint Id; public string Name; }""",
        says: "The snapshot lacks that the row type of table 'player' is called 'Character' now. Publish allows it; after you have published, take it over with the fix or with 'dotnet build -t:UpdateSchema'.");

    [Fact]
    public Task Two_new_tables_that_fit_equally_well_are_no_rename() => Verify.Findings(
        deployed: "[Table] public partial struct Kept { public string Text; } [Table] public partial struct Item { public uint Id; }",
        edited: "[Table] public partial struct Kept { public string Text; } [Table] public partial struct {|STS1102:Item1|} { public uint Id; } [Table] public partial struct {|STS0003:Quest|} { public uint Id; }");

    [Fact]
    public Task Before_2_2_it_is_rejected() => Verify.Finding(
        deployed: """[Table(Accessor = "player")] public partial struct Player { public uint Id; public string Name; }""",
        edited: """[Table(Accessor = "character")] public partial struct {|STS1102:Player|} { public uint Id; public string Name; }""",
        with: new() { Publish = "rejected", Stage = "plan" },
        engine: "2.1.0");

    [Fact]
    public Task A_half_typed_accessor_renames_it_already() => Verify.HalfTyped(
        deployed: """[Table(Accessor = "player")] public partial struct Player { public uint Id; public string Name; }""",
        edited: """[Table(Accessor = "pl")] public partial struct {|STS1102:Player|} { public uint Id; public string Name; """);
}
