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
        says: "New variant 'Odd' of 'Mood' is allowed, and clients with old bindings throw on the first row that holds it. Release clients that know it before any row does.",
        with: new() { Severity = DiagnosticSeverity.Info, Change = "ChangeColumns", Publish = "allowed", Disconnects = false, Stage = "plan", Affects = "player.mood" });

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
    public Task A_half_typed_list_of_variants_adds_none() => Verify.HalfTyped(
        deployed: $$"""{{Player}} [Type] public enum Mood { Calm, Wild }""",
        edited: $$"""{{Player}} [Type] public enum Mood { Calm, Wild, """);
}
