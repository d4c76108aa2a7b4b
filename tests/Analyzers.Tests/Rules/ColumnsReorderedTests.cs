namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS1004.</summary>
public class ColumnsReorderedTests
{
    [Fact]
    public Task A_moved_column_is_reported_where_it_is_now() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Id; public string Name; public uint Score; public uint Lives; }",
        edited: "[Table] public partial struct Player { public uint Id; public uint Score; public uint Lives; public string {|STS1004:Name|}; }",
        says: "Column 'Name' of table 'player' was moved (the order was id, name, score, lives and is id, score, lives, name): publish will reject it. Restore the order.",
        with: new() { Change = "ReorderTable", Publish = "rejected", Disconnects = false, Stage = "plan", Affects = "player.name" });

    [Fact]
    public Task A_new_column_in_the_middle_is_rejected_although_it_has_a_default() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Id; public string Name; }",
        edited: "[Table] public partial struct Player { public uint Id; [Default(0u)] public uint {|STS1004:Score|}; public string Name; }",
        says: "New column 'Score' (u32) of table 'player' stands before columns that are there: publish will reject it. Move it to the end.",
        with: new() { Change = "ReorderTable", Publish = "rejected", Stage = "plan", Affects = "player.score" });

    [Fact]
    public Task Without_a_default_it_lacks_two_things() => Verify.Findings(
        deployed: "[Table] public partial struct Player { public uint Id; public string Name; }",
        edited: "[Table] public partial struct Player { public uint Id; public uint {|STS1004:{|STS1005:Score|}|}; public string Name; }");

    [Fact]
    public Task Sorted_fields_are_one_finding() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint D; public string C; public uint B; public bool A; }",
        edited: "[Table] public partial struct Player { public bool {|STS1004:A|}; public uint B; public string C; public uint D; }");

    [Fact]
    public Task Swapped_columns_are_one_finding() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Id; public string Name; }",
        edited: "[Table] public partial struct Player { public string {|STS1004:Name|}; public uint Id; }");

    [Fact]
    public Task Members_that_are_no_columns_may_move() => Verify.NoFinding(
        deployed: "[Table] public partial class Player { public uint Id; public static uint Count; public string Name; public uint Twice => Id * 2; }",
        edited: "[Table] public partial class Player { public uint Twice => Id * 2; public static uint Count; public uint Id; public void Rename() { } public string Name; }");

    [Fact]
    public Task The_columns_of_an_event_table_may_move() => Verify.Finding(
        deployed: "[Table(Event = true)] public partial struct Hit { public uint Id; public string Name; }",
        edited: "[Table(Event = true)] public partial struct {|STS2010:Hit|} { public string Name; public uint Id; }");

    [Fact]
    public Task A_half_typed_column_in_the_middle_does_not_accuse_the_others() => Verify.HalfTyped(
        deployed: "[Table] public partial struct Player { public uint Id; public string Name; }",
        edited: "[Table] public partial struct Player { public uint Id; public uin public string Name; }");
}
