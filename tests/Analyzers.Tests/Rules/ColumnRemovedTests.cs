namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS1001.</summary>
public class ColumnRemovedTests
{
    [Fact]
    public Task A_removed_column_is_reported_at_its_table() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Id; public uint Score; }",
        edited: "[Table] public partial struct {|STS1001:Player|} { public uint Id; }",
        says: "Column 'Score' (u32) was removed from table 'player': publish will reject it. Restore it, and stop reading it instead.",
        with: new() { Change = "RemoveColumn", Publish = "rejected", Disconnects = false, Stage = "plan", Affects = "player.score" });

    [Fact]
    public Task One_before_others_also_moves_them() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Id; public uint Score; public string Name; }",
        edited: "[Table] public partial struct {|STS1001:Player|} { public uint Id; public string Name; }",
        with: new() { Affects = "player.score;player" });

    [Fact]
    public Task Each_one_is_reported() => Verify.Findings(
        deployed: "[Table] public partial struct Player { public uint Id; public uint Score; public string Name; }",
        edited: "[Table] public partial struct {|STS1001:{|STS1001:Player|}|} { public uint Id; }");

    [Fact]
    public Task Its_index_goes_with_it_and_is_not_mentioned() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Id; [SpacetimeDB.Index.BTree] public uint Score; }",
        edited: "[Table] public partial struct {|STS1001:Player|} { public uint Id; }");

    [Fact]
    public Task A_field_made_static_is_a_removed_column() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Id; public uint Score; }",
        edited: "[Table] public partial struct {|STS1001:Player|} { public uint Id; public static uint Score; }",
        says: "Column 'Score' (u32) is static now, and is no part of table 'player': publish will reject it. Make it a field beside the others again.");

    [Fact]
    public Task A_field_made_a_constant_is_a_removed_column() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Id; public uint Score; }",
        edited: "[Table] public partial struct {|STS1001:Player|} { public uint Id; public const uint Score = 1; }",
        says: "Column 'Score' (u32) is a constant now, and is no part of table 'player': publish will reject it. Make it a field beside the others again.");

    [Fact]
    public Task A_field_made_a_property_is_a_removed_column() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Id; public uint Score; }",
        edited: "[Table] public partial struct {|STS1001:Player|} { public uint Id; public uint Score { get; set; } }",
        says: "Column 'Score' (u32) is a property now, and is no part of table 'player': publish will reject it. Make it a field beside the others again.");

    [Fact]
    public Task A_field_moved_to_another_part_of_the_type_is_a_removed_column() => Verify.Finding(
        deployed: "[Table] public partial class Player { public uint Id; public uint Score; }",
        edited: "public partial class Player { public uint Score; } [Table] public partial class {|STS1001:Player|} { public uint Id; }",
        says: "Column 'Score' (u32) stands in a part of 'Player' now that has no Table attribute, and is no part of table 'player': publish will reject it. Make it a field beside the others again.");

    [Fact]
    public Task It_is_reported_in_the_part_that_is_the_table() => Verify.Finding(
        deployed: "[Table] public partial class Player { public uint Id; public uint Score; }",
        edited: "partial class Player { } [Table] public partial class {|STS1001:Player|} { public uint Id; } partial class Player { }");

    [Fact]
    public Task A_removed_table_says_nothing_of_its_columns() => Verify.FindingInSnapshot(
        "STS1101",
        at: "\"player\"",
        deployed: "[Table] public partial struct Player { public uint Id; public uint Score; } [Table] public partial struct Bot { public uint Id; public string Name; }",
        edited: "[Table] public partial struct Bot { public uint Id; public string Name; }");

    [Fact]
    public Task A_column_of_an_event_table_may_go() => Verify.Finding(
        deployed: "[Table(Event = true)] public partial struct Hit { public uint Id; public uint Damage; }",
        edited: "[Table(Event = true)] public partial struct {|STS2010:Hit|} { public uint Id; }");

    [Fact]
    public Task Before_2_5_not_even_that_of_an_event_table() => Verify.Finding(
        deployed: "[Table(Event = true)] public partial struct Hit { public uint Id; public uint Damage; }",
        edited: "[Table(Event = true)] public partial struct {|STS1001:Hit|} { public uint Id; }",
        engine: "2.4.1");

    [Fact]
    public Task While_a_field_is_being_typed_the_others_are_there() => Verify.HalfTyped(
        deployed: "[Table] public partial struct Player { public uint Id; public uint Score; }",
        edited: "[Table] public partial struct Player { public uint Id; public uint Score; public Lis");
}
