namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS1008.</summary>
public class FieldChangedTests
{
    private const string Player = "[Table] public partial struct Player { public uint Id; public Point Position; }";
    private const string Deployed = $$"""{{Player}} [Type] public partial struct Point { public int X; public int Y; }""";

    [Fact]
    public Task An_added_field_is_rejected() => Verify.Finding(
        Deployed,
        edited: $$"""{{Player}} [Type] public partial struct Point { public int X; public int Y; public int {|STS1008:Z|}; }""",
        says: "Field 'Z' was added to 'Point', which column player.position holds: publish will reject it. Restore the type, and hold the new shape in a type of its own and a new column.",
        with: new()
        {
            Change = "ChangeColumnTypeFewerFields",
            Publish = "rejected",
            Disconnects = false,
            Stage = "plan",
            Affects = "player.position",
        });

    [Fact]
    public Task A_default_does_not_help_it() => Verify.Finding(
        Deployed,
        edited: $$"""{{Player}} [Type] public partial struct Point { public int X; public int Y; [Default(0)] public int {|STS1008:Z|}; }""");

    [Fact]
    public Task A_removed_field_is_reported_at_its_type() => Verify.Finding(
        Deployed,
        edited: $$"""{{Player}} [Type] public partial struct {|STS1008:Point|} { public int X; }""",
        says: "Field 'Y' was removed from 'Point', which column player.position holds: publish will reject it. Restore the type, and hold the new shape in a type of its own and a new column.",
        with: new() { Change = "ChangeColumnTypeFewerFields" });

    [Fact]
    public Task A_field_made_a_property_is_a_removed_one() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Id; public Point Position; } [Type] public partial struct Point { public int X; public int Y; }",
        edited: "[Table] public partial struct Player { public uint Id; public Point Position; } [Type] public partial struct {|STS1008:Point|} { public int X; public int Y { get; set; } }",
        says: "Field 'Y' is a property now, and is no part of 'Point', which column player.position holds: publish will reject it. Restore the type, and hold the new shape in a type of its own and a new column.");

    [Fact]
    public Task A_renamed_field_is_rejected() => Verify.Finding(
        Deployed,
        edited: $$"""{{Player}} [Type] public partial struct Point { public int X; public int {|STS1008:Height|}; }""",
        says: "Field 'Y' was renamed to 'Height' in 'Point', which column player.position holds: publish will reject it. Restore the type, and hold the new shape in a type of its own and a new column.",
        with: new() { Change = "ChangeColumnTypeRenamedField" });

    [Fact]
    public Task A_moved_field_is_rejected() => Verify.Finding(
        Deployed,
        edited: $$"""{{Player}} [Type] public partial struct Point { public int {|STS1008:Y|}; public int X; }""",
        says: "Field 'Y' was moved (the order was X, Y and is Y, X) in 'Point', which column player.position holds: publish will reject it. Restore the type, and hold the new shape in a type of its own and a new column.");

    [Fact]
    public Task A_retyped_field_is_rejected() => Verify.Finding(
        Deployed,
        edited: $$"""{{Player}} [Type] public partial struct Point { public int X; public long {|STS1008:Y|}; }""",
        says: "'Y' changed from i32 to i64 in 'Point', which column player.position holds: publish will reject it. Restore the type, and hold the new shape in a type of its own and a new column.",
        with: new() { Change = "ChangeWithinColumnType" });

    [Fact]
    public Task A_retyped_payload_is_rejected() => Verify.Finding(
        deployed: "[Table] public partial struct Item { public uint Id; public Shape Shape; } [Type] public partial record Shape : TaggedEnum<(uint Circle, Unit None)>;",
        edited: "[Table] public partial struct Item { public uint Id; public Shape Shape; } [Type] public partial record Shape : TaggedEnum<(int {|STS1008:Circle|}, Unit None)>;");

    [Fact]
    public Task Its_case_does_not_count() => Verify.Finding(
        Deployed,
        edited: $$"""{{Player}} [Type] public partial struct {|STS0003:Point|} { public int x; public int y; }""");

    [Fact]
    public Task A_struct_in_a_struct_that_becomes_an_enum_is_reported_where_it_stands() => Verify.Finding(
        deployed: "[Table] public partial struct Item { public Outer Outer; } [Type] public partial struct Outer { public Inner Value; } [Type] public partial struct Inner { public uint X; }",
        edited: "[Table] public partial struct Item { public Outer Outer; } [Type] public partial struct Outer { public Inner Value; } [Type] public enum {|STS1008:Inner|} { X }",
        says: "'value' changed from Inner (x: u32) to Inner {x: unit} in 'Outer', which column item.outer holds: publish will reject it. Restore the type, and hold the new shape in a type of its own and a new column.",
        with: new() { Change = "ChangeWithinColumnType", Publish = "rejected", Affects = "item.outer" });

    [Fact]
    public Task A_row_that_a_column_of_another_table_holds_is_such_a_type_too() => Verify.Findings(
        deployed: "[Table] public partial struct Team { public Player Captain; } [Table] public partial struct Player { public uint Id; }",
        edited: "[Table] public partial struct Team { public Player Captain; } [Table] public partial struct Player { public ulong {|STS1003:{|STS1008:Id|}|}; }");

    [Fact]
    public Task A_type_that_no_column_holds_is_free() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Id; } [Type] public partial struct Point { public int X; } public static class M { [Reducer] public static void Move(ReducerContext ctx, Point to) { } }",
        edited: "[Table] public partial struct Player { public uint Id; } [Type] public partial struct Point { public int X; public int Y; } public static class M { [Reducer] public static void {|STS2006:Move|}(ReducerContext ctx, Point to) { } }");

    [Fact]
    public Task A_type_that_nothing_uses_is_free() => Verify.NoFinding(
        deployed: "[Table] public partial struct Player { public uint Id; } [Type] public partial struct Point { public int X; }",
        edited: "[Table] public partial struct Player { public uint Id; } [Type] public partial struct Point { public int X; public int Y; }");

    [Fact]
    public Task A_half_typed_field_is_not_judged() => Verify.HalfTyped(
        Deployed,
        edited: $$"""{{Player}} [Type] public partial struct Point { public int X; public int Y; public """);
}
