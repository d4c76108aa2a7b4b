using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS2004.</summary>
public class MadePrivateTests
{
    [Fact]
    public Task Clients_lose_a_table_that_is_no_longer_public() => Verify.Finding(
        deployed: "[Table(Public = true)] public partial struct Player { public uint Id; }",
        edited: "[Table] public partial struct {|STS2004:Player|} { public uint Id; }",
        says: "Table 'player' is no longer public: publish allows it, clients that are subscribed go on getting its rows, and who subscribes anew is refused, with all else in the same subscription. Release clients that do without it first.",
        with: new()
        {
            Severity = DiagnosticSeverity.Warning,
            Change = "ChangeAccess",
            Publish = "allowed",
            Disconnects = false,
            Stage = "plan",
            Affects = "player",
        });

    [Fact]
    public Task A_private_table_may_become_public() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Id; }",
        edited: "[Table(Public = true)] public partial struct {|STS0003:Player|} { public uint Id; }",
        says: "The snapshot lacks that table 'player' is public now. Publish allows it; after you have published, take it over with the fix or with 'dotnet build -t:UpdateSchema'.");

    [Fact]
    public Task Of_two_tables_of_one_row_type_each_has_its_own_access() => Verify.Finding(
        deployed: """[Table(Accessor = "player", Public = true), Table(Accessor = "bot", Public = true)] public partial struct Player { public uint Id; }""",
        edited: """[Table(Accessor = "player", Public = true), Table(Accessor = "bot")] public partial struct {|STS2004:Player|} { public uint Id; }""",
        with: new() { Affects = "bot" });

    [Fact]
    public Task A_half_typed_flag_is_not_set() => Verify.HalfTyped(
        deployed: "[Table] public partial struct Player { public uint Id; }",
        edited: "[Table(Pub)] public partial struct Player { public uint Id; }");
}
