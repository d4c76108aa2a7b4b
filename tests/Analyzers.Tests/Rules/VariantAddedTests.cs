using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS2008.</summary>
public class VariantAddedTests
{
    private const string Player = "[Table(Public = true)] public partial struct Player { public uint Id; public Mood Mood; }";

    [Fact]
    public Task Old_clients_throw_on_the_first_row_that_holds_a_new_variant() => Verify.Finding(
        deployed: $$"""{{Player}} [Type] public enum Mood { Calm, Wild }""",
        edited: $$"""{{Player}} [Type] public enum Mood { Calm, Wild, {|STS2008:Odd|} }""",
        says: "New variant 'Odd' of 'Mood' is allowed, and clients with old bindings lose their connection at the first row that holds it, or misread it. Release clients with new bindings before any row does.",
        with: new()
        {
            Severity = DiagnosticSeverity.Info,
            Change = "ChangeColumns",
            Publish = "allowed",
            Disconnects = false,
            Stage = "plan",
            Affects = "player.mood",
        });

    [Fact]
    public Task In_a_private_table_it_is_hidden() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public Mood Mood; } [Type] public enum Mood { Calm, Wild }",
        edited: "[Table] public partial struct Player { public Mood Mood; } [Type] public enum Mood { Calm, Wild, {|STS2008:Odd|} }",
        with: new() { Severity = DiagnosticSeverity.Hidden });

    [Fact]
    public Task One_public_table_among_private_ones_is_enough() => Verify.Finding(
        deployed: $$"""{{Player}} [Table] public partial struct Bot { public Mood Mood; } [Type] public enum Mood { Calm, Wild }""",
        edited: $$"""{{Player}} [Table] public partial struct Bot { public Mood Mood; } [Type] public enum Mood { Calm, Wild, {|STS2008:Odd|} }""",
        with: new() { Severity = DiagnosticSeverity.Info, Affects = "bot.mood;player.mood" });

    [Fact]
    public Task A_variant_that_is_not_at_the_end_is_not_allowed() => Verify.Finding(
        deployed: $$"""{{Player}} [Type] public enum Mood { Calm, Wild }""",
        edited: $$"""{{Player}} [Type] public enum Mood { {|STS1006:Odd|}, Calm, Wild }""");

    [Fact]
    public Task A_column_may_hold_another_type_with_the_same_variants_and_more() => Verify.Finding(
        deployed: "[Table(Public = true)] public partial struct Player { public uint Id; public Mood Mood; public Temper Temper; } [Type] public enum Mood { Calm, Wild } [Type] public enum Temper { Calm, Wild, Odd }",
        edited: "[Table(Public = true)] public partial struct Player { public uint Id; public Temper {|STS2008:Mood|}; public Temper Temper; } [Type] public enum Mood { Calm, Wild } [Type] public enum Temper { Calm, Wild, Odd }",
        says: "'Mood' of 'player' as Temper, which has more variants than Mood, is allowed, and clients with old bindings lose their connection at the first row that holds one of them, or misread it. Release clients with new bindings before any row does.",
        with: new()
        {
            Severity = DiagnosticSeverity.Info,
            Change = "ChangeColumns",
            Publish = "allowed",
            Stage = "plan",
            Affects = "player.mood",
        });

    [Fact]
    public Task So_may_a_field_of_a_stored_type() => Verify.Finding(
        deployed: $$"""[Table(Public = true)] public partial struct Player { public uint Id; public Soul Soul; public Temper Temper; } [Type] public partial struct Soul { public List<Mood> Moods; } [Type] public enum Mood { Calm } [Type] public enum Temper { Calm, Odd }""",
        edited: $$"""[Table(Public = true)] public partial struct Player { public uint Id; public Soul Soul; public Temper Temper; } [Type] public partial struct Soul { public List<Temper> {|STS2008:Moods|}; } [Type] public enum Mood { Calm } [Type] public enum Temper { Calm, Odd }""",
        with: new() { Publish = "allowed", Affects = "player.soul" });

    [Fact]
    public Task Not_one_that_is_larger() => Verify.Finding(
        deployed: $$"""{{Player}} [Type] public enum Mood { Calm } [Table] public partial struct Bot { public uint Id; public Temper Temper; } [Type] public partial record Temper : TaggedEnum<(Unit Calm, uint Odd)>;""",
        edited: $$"""{{Player.Replace("public Mood Mood", "public Temper {|STS1003:Mood|}")}} [Table] public partial struct Bot { public uint Id; public Temper Temper; } [Type] public partial record Temper : TaggedEnum<(Unit Calm, uint Odd)>;""");

    [Fact]
    public Task A_half_typed_list_of_variants_adds_none() => Verify.HalfTyped(
        deployed: $$"""{{Player}} [Type] public enum Mood { Calm, Wild }""",
        edited: $$"""{{Player}} [Type] public enum Mood { Calm, Wild, """);
}
