namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS1007.</summary>
public class VariantGrowsTypeTests
{
    private const string Item = "[Table] public partial struct Item { public uint Id; public Shape Shape; }";

    [Fact]
    public Task A_payload_that_does_not_fit_is_rejected() => Verify.Finding(
        deployed: $"{Item} [Type] public partial record Shape : TaggedEnum<(uint Circle, Unit None)>;",
        edited: $"{Item} [Type] public partial record Shape : TaggedEnum<(uint Circle, Unit None, ulong {{|STS1007:Big|}})>;",
        says: "New variant 'Big' makes 'Shape' grow from 8 bytes aligned to 4 to 16 bytes aligned to 8: publish will reject it where column item.shape holds it. Use a payload that fits, or hold the new type in a new column.",
        with: new()
        {
            Change = "ChangeColumnTypeSizeMismatch",
            Publish = "rejected",
            Disconnects = false,
            Stage = "plan",
            Affects = "item.shape",
        });

    [Fact]
    public Task A_string_beside_numbers_passes_the_plan_and_fails_afterwards() => Verify.Finding(
        deployed: $"{Item} [Type] public partial record Shape : TaggedEnum<(uint Circle, Unit None)>;",
        edited: $"{Item} [Type] public partial record Shape : TaggedEnum<(uint Circle, Unit None, string {{|STS1007:Named|}})>;",
        says: "New variant 'Named' makes 'Shape' hold what lies outside of rows, which were of fixed size: publish accepts the plan and then fails to carry it out where column item.shape holds it. Use a payload that fits, or hold the new type in a new column.",
        with: new() { Change = "ChangeColumns", Publish = "rejected", Stage = "execution", Affects = "item.shape" });

    private const string Other =
        "[Table] public partial struct Named { public string Name; public Shape Shape; } [Table] public partial struct Box { public List<Shape> Shapes; } ";

    [Fact]
    public Task It_fails_at_rows_of_fixed_size_alone() => Verify.Finding(
        deployed: $"{Item} {Other} [Type] public partial record Shape : TaggedEnum<(uint Circle, Unit None)>;",
        edited: $"{Item} {Other} [Type] public partial record Shape : TaggedEnum<(uint Circle, Unit None, string {{|STS1007:Named|}})>;",
        says: "New variant 'Named' makes 'Shape' hold what lies outside of rows, which were of fixed size: publish accepts the plan and then fails to carry it out where column item.shape holds it. Use a payload that fits, or hold the new type in a new column.",
        with: new() { Stage = "execution", Affects = "box.shapes;item.shape;named.shape" });

    /// <summary>Source: <c>crates/table/src/table.rs</c>, <c>validate_add_columns_schema</c>.</summary>
    [Fact]
    public Task A_new_column_in_the_same_publish_does_not_help() => Verify.Findings(
        deployed: $"{Item} [Type] public partial record Shape : TaggedEnum<(uint Circle, Unit None)>;",
        edited: "[Table] public partial struct Item { public uint Id; public Shape Shape; [Default(0u)] public uint {|STS2001:Level|}; } [Type] public partial record Shape : TaggedEnum<(uint Circle, Unit None, string {|STS1007:Named|})>;");

    [Fact]
    public Task A_variant_that_stays_in_the_row_is_not_blamed_for_it() => Verify.Findings(
        deployed: $"{Item} [Type] public partial record Shape : TaggedEnum<(uint Circle, Unit None)>;",
        edited: $"{Item} [Type] public partial record Shape : TaggedEnum<(uint Circle, Unit None, Unit {{|STS2008:Other|}}, string {{|STS1007:Named|}})>;");

    [Fact]
    public Task A_variant_that_fits_is_not_blamed_for_a_payload_that_grew() => Verify.Findings(
        deployed: $"{Item} [Type] public partial record Shape : TaggedEnum<(Inner Box, Unit None)>; [Type] public partial struct Inner {{ public uint X; }}",
        edited: $"{Item} [Type] public partial record Shape : TaggedEnum<(Inner Box, Unit None, uint {{|STS2008:Small|}})>; [Type] public partial struct Inner {{ public ulong {{|STS1008:X|}}; }}");

    [Fact]
    public Task A_string_in_the_new_column_alone_changes_nothing_for_the_rows_that_are_there() => Verify.Findings(
        deployed: $"{Item} [Type] public partial record Shape : TaggedEnum<(uint Circle, Unit None)>;",
        edited: "[Table] public partial struct Item { public uint Id; public Shape Shape; [Default(\"\")] public string {|STS2001:Name|}; } [Type] public partial record Shape : TaggedEnum<(uint Circle, Unit None, ushort {|STS2008:Small|})>;");

    [Fact]
    public Task A_string_is_fine_where_the_rows_hold_strings_already() => Verify.Finding(
        deployed: "[Table] public partial struct Item { public string Name; public Shape Shape; } [Type] public partial record Shape : TaggedEnum<(uint Circle, Unit None)>;",
        edited: "[Table] public partial struct Item { public string Name; public Shape Shape; } [Type] public partial record Shape : TaggedEnum<(uint Circle, Unit None, string {|STS2008:Named|})>;");

    [Fact]
    public Task A_payload_that_fits_is_allowed() => Verify.Finding(
        deployed: $"{Item} [Type] public partial record Shape : TaggedEnum<(uint Circle, Unit None)>;",
        edited: $"{Item} [Type] public partial record Shape : TaggedEnum<(uint Circle, Unit None, ushort {{|STS2008:Small|}})>;");

    [Fact]
    public Task It_counts_inside_a_list_too() => Verify.Finding(
        deployed: "[Table] public partial struct Item { public uint Id; public List<Shape> Shapes; } [Type] public partial record Shape : TaggedEnum<(uint Circle, Unit None)>;",
        edited: "[Table] public partial struct Item { public uint Id; public List<Shape> Shapes; } [Type] public partial record Shape : TaggedEnum<(uint Circle, Unit None, ulong {|STS1007:Big|})>;",
        with: new() { Change = "ChangeWithinColumnTypeSizeMismatch", Affects = "item.shapes" });

    [Fact]
    public Task A_payload_that_is_none_yet_is_not_measured() => Verify.HalfTyped(
        deployed: $"{Item} [Type] public partial record Shape : TaggedEnum<(uint Circle, Unit None)>;",
        edited: $"{Item} [Type] public partial record Shape : TaggedEnum<(uint Circle, Unit None, Missing {{|STS2008:Big|}})>;");
}
