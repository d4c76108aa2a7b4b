namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS1006.</summary>
public class VariantChangedTests
{
    private const string Player = "[Table] public partial struct Player { public uint Id; public Mood Mood; }";

    [Fact]
    public Task A_removed_variant_is_reported_at_its_type() => Verify.Finding(
        deployed: $$"""{{Player}} [Type] public enum Mood { Calm, Wild }""",
        edited: $$"""{{Player}} [Type] public enum {|STS1006:Mood|} { Calm }""",
        says: "Variant 'Wild' was removed from 'Mood', which column player.mood holds: publish will reject it. Variants keep their names and places; add new ones at the end.",
        with: new()
        {
            Change = "ChangeColumnTypeFewerVariants",
            Publish = "rejected",
            Disconnects = false,
            Stage = "plan",
            Affects = "player.mood",
        });

    [Fact]
    public Task A_renamed_variant_is_reported_at_its_new_name() => Verify.Finding(
        deployed: $$"""{{Player}} [Type] public enum Mood { Calm, Wild }""",
        edited: $$"""{{Player}} [Type] public enum Mood { Calm, {|STS1006:Angry|} }""",
        says: "Variant 'Wild' was renamed to 'Angry' in 'Mood', which column player.mood holds: publish will reject it. Variants keep their names and places; add new ones at the end.",
        with: new() { Change = "ChangeColumnTypeRenamedVariant", Affects = "player.mood" });

    [Fact]
    public Task A_variant_before_others_is_rejected() => Verify.Finding(
        deployed: $$"""{{Player}} [Type] public enum Mood { Calm, Wild }""",
        edited: $$"""{{Player}} [Type] public enum Mood { Calm, {|STS1006:Odd|}, Wild }""",
        says: "New variant 'Odd' stands before variants that are there in 'Mood', which column player.mood holds: publish will reject it. Variants keep their names and places; add new ones at the end.");

    [Fact]
    public Task A_moved_variant_is_rejected() => Verify.Finding(
        deployed: $$"""{{Player}} [Type] public enum Mood { Calm, Wild, Odd }""",
        edited: $$"""{{Player}} [Type] public enum Mood { Calm, {|STS1006:Odd|}, Wild }""",
        says: "Variant 'Odd' was moved (the order was Calm, Wild, Odd and is Calm, Odd, Wild) in 'Mood', which column player.mood holds: publish will reject it. Variants keep their names and places; add new ones at the end.");

    [Fact]
    public Task Of_many_columns_that_hold_it_some_are_named_and_all_are_told_to_tools() => Verify.Finding(
        deployed: """[Table] public partial struct Player { public Mood A; public Mood B; public Mood C; public Mood D; public Mood E; public Mood F; } [Type] public enum Mood { Calm, Wild }""",
        edited: """[Table] public partial struct Player { public Mood A; public Mood B; public Mood C; public Mood D; public Mood E; public Mood F; } [Type] public enum {|STS1006:Mood|} { Calm }""",
        says: "Variant 'Wild' was removed from 'Mood', which columns player.a, player.b, player.c, player.d and 2 others hold: publish will reject it. Variants keep their names and places; add new ones at the end.",
        with: new() { Affects = "player.a;player.b;player.c;player.d;player.e;player.f" });

    [Fact]
    public Task It_is_one_finding_however_many_columns_hold_the_type() => Verify.Finding(
        deployed: $$"""{{Player}} [Table] public partial struct Bot { public uint Id; public List<Mood> Moods; } [Type] public enum Mood { Calm, Wild }""",
        edited: $$"""{{Player}} [Table] public partial struct Bot { public uint Id; public List<Mood> Moods; } [Type] public enum {|STS1006:Mood|} { Calm }""",
        with: new() { Affects = "bot.moods;player.mood" });

    [Fact]
    public Task The_variants_of_a_tagged_enum_keep_their_names() => Verify.Finding(
        deployed: "[Table] public partial struct Item { public uint Id; public Shape Shape; } [Type] public partial record Shape : TaggedEnum<(uint Circle, uint Square)>;",
        edited: "[Table] public partial struct Item { public uint Id; public Shape Shape; } [Type] public partial record Shape : TaggedEnum<(uint Circle, uint {|STS1006:Box|})>;");

    [Fact]
    public Task A_variant_of_a_type_inside_another_type_is_found() => Verify.Finding(
        deployed: "[Table] public partial struct Item { public uint Id; public Part Part; } [Type] public partial struct Part { public Mood Mood; } [Type] public enum Mood { Calm, Wild }",
        edited: "[Table] public partial struct Item { public uint Id; public Part Part; } [Type] public partial struct Part { public Mood Mood; } [Type] public enum Mood { Calm, {|STS1006:Angry|} }",
        with: new() { Affects = "item.part" });

    [Fact]
    public Task A_type_that_no_column_holds_is_free() => Verify.Finding(
        deployed: """
            [Table] public partial struct Player { public uint Id; }
            [Type] public enum Mood { Calm, Wild }
            public static class Module { [Reducer] public static void Cheer(ReducerContext ctx, Mood mood) { } }
            """,
        edited: """
            [Table] public partial struct Player { public uint Id; }
            [Type] public enum Mood { Calm }
            public static class Module { [Reducer] public static void {|STS2006:Cheer|}(ReducerContext ctx, Mood mood) { } }
            """);

    [Fact]
    public Task Its_case_does_not_count() => Verify.Finding(
        deployed: $$"""{{Player}} [Type] public enum Mood { Calm, Wild }""",
        edited: $$"""{{Player}} [Type] public enum {|STS0003:Mood|} { Calm, WILD }""");

    [Fact]
    public Task A_half_typed_variant_at_the_end_is_a_new_one() => Verify.HalfTyped(
        deployed: $$"""{{Player}} [Type] public enum Mood { Calm, Wild }""",
        edited: $$"""{{Player}} [Type] public enum Mood { Calm, Wild, {|STS2008:O|}""");
}
