using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS2001.</summary>
public class ColumnAddedTests
{
    private const string Deployed = "[Table(Public = true)] public partial struct Player { public uint Id; }";
    private const string Edited =
        "[Table(Public = true)] public partial struct Player { public uint Id; [Default(0u)] public uint {|STS2001:Score|}; }";

    [Fact]
    public Task A_column_with_a_default_disconnects_every_client() => Verify.Finding(
        Deployed,
        Edited,
        says: "New column 'Score' (u32) of table 'player' disconnects every client at publish, and C# and TypeScript clients with old bindings misread its rows. Publish with --break-clients, together with new clients.",
        with: new()
        {
            Severity = DiagnosticSeverity.Warning,
            Change = "AddColumns",
            Publish = "allowed",
            Disconnects = true,
            Stage = "plan",
            Affects = "player.score",
        });

    [Fact]
    public Task In_a_private_table_it_is_an_information() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Id; }",
        edited: "[Table] public partial struct Player { public uint Id; [Default(0u)] public uint {|STS2001:Score|}; }",
        with: new() { Severity = DiagnosticSeverity.Info, Disconnects = true });

    [Fact]
    public Task Where_clients_ship_with_the_module_it_is_an_information() => Verify.Finding(
        Deployed, Edited, clients: "together", with: new() { Severity = DiagnosticSeverity.Info });

    [Fact]
    public Task Where_clients_are_independent_it_is_a_warning() => Verify.Finding(
        Deployed, Edited, clients: "independent", with: new() { Severity = DiagnosticSeverity.Warning });

    [Fact]
    public Task From_1_4_to_1_5_0_it_fails_when_it_is_carried_out() => Verify.Finding(
        deployed: """[Table(Name = "player")] public partial struct Player { public uint Id; }""",
        edited: """[Table(Name = "player")] public partial struct Player { public uint Id; [Default(0u)] public uint {|STS2001:Score|}; }""",
        engine: "1.5.0",
        with: new() { Publish = "rejected", Stage = "execution" });

    [Theory]
    [InlineData("true", "bool")]
    [InlineData("-1", "int")]
    [InlineData("1.5f", "float")]
    [InlineData("\"none\"", "string")]
    [InlineData("null!", "Timestamp?")]
    [InlineData("Mood.Wild", "Mood")]
    public Task A_default_may_be_any_constant(string value, string type) => Verify.Finding(
        deployed: $$"""{{Deployed}} [Type] public enum Mood { Calm, Wild }""",
        edited: $$"""[Table(Public = true)] public partial struct Player { public uint Id; [Default({{value}})] public {{type}} {|STS2001:Value|}; } [Type] public enum Mood { Calm, Wild }""");

    [Fact]
    public Task A_new_table_disconnects_nobody() => Verify.Finding(
        Deployed, edited: $$"""{{Deployed}} [Table(Public = true)] public partial struct {|STS0003:Bot|} { public uint Id; }""");

    [Fact]
    public Task A_half_typed_type_is_told_of_later() => Verify.HalfTyped(
        Deployed, edited: "[Table(Public = true)] public partial struct Player { public uint Id; [Default(0u)] public Missing Score; }");
}
