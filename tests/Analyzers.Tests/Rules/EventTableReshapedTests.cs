using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS2010.</summary>
public class EventTableReshapedTests
{
    private const string Deployed =
        "[Table(Event = true, Public = true)] public partial struct Hit { public uint Id; public uint Damage; }";

    [Fact]
    public Task Clients_misread_the_events_of_a_reshaped_event_table() => Verify.Finding(
        Deployed,
        edited: "[Table(Event = true, Public = true)] public partial struct {|STS2010:Hit|} { public uint Id; public string Damage; public uint Kind; }",
        says: "Event table 'hit' has other columns ('kind' (u32) was added, 'damage' changed from u32 to string): publish allows it and disconnects every client, and C# and TypeScript clients with old bindings misread each event. Publish with --break-clients, together with new clients.",
        with: new()
        {
            Severity = DiagnosticSeverity.Warning,
            Change = "ReschemaEventTable",
            Publish = "allowed",
            Disconnects = true,
            Stage = "plan",
            Affects = "hit.kind;hit.damage",
        });

    [Theory]
    [InlineData("public uint Id;", "'damage' (u32) was removed")]
    [InlineData("public uint Damage; public uint Id;", "the order was id, damage and is damage, id")]
    [InlineData("public string Harm; public uint Id;", "'damage' (u32) was removed, 'harm' (string) was added")]
    [InlineData("public uint Id; public string Harm;", "'harm' (string) took the place of 'damage' (u32)")]
    public Task What_was_done_to_each_column_is_said(string columns, string words) => Verify.Finding(
        Deployed,
        edited: $"[Table(Event = true, Public = true)] public partial struct {{|STS2010:Hit|}} {{ {columns} }}",
        says: $"Event table 'hit' has other columns ({words}): publish allows it and disconnects every client, and C# and TypeScript clients with old bindings misread each event. Publish with --break-clients, together with new clients.");

    [Fact]
    public Task A_changed_type_in_a_column_reshapes_it_too() => Verify.Finding(
        deployed: "[Table(Event = true)] public partial struct Hit { public Point At; } [Type] public partial struct Point { public int X; }",
        edited: "[Table(Event = true)] public partial struct {|STS2010:Hit|} { public Point At; } [Type] public partial struct Point { public int X; public int Y; }");

    [Theory]
    [InlineData("Kind", "Sort", "'kind' was renamed to 'sort'", "whose bindings go on reading each event. Publish with --break-clients.")]
    [InlineData(
        "Melee",
        "Melee, Ranged",
        "Weapon in 'kind' changed",
        "and those with old bindings lose their connection at the first event that holds a new variant, or misread it. Release clients with new bindings first, and publish with --break-clients.")]
    public Task What_old_clients_make_of_it_is_by_the_bytes_of_the_events(string old, string @new, string words, string consequence)
    {
        const string Source =
            "[Type] public enum Weapon { Melee } [Table(Event = true, Public = true)] public partial struct Hit { public uint Id; public Weapon Kind; }";
        return Verify.Finding(
            deployed: Source,
            edited: Source.Replace(old, @new).Replace("struct Hit", "struct {|STS2010:Hit|}"),
            says: $"Event table 'hit' has other columns ({words}): publish allows it and disconnects every client, {consequence}");
    }

    [Fact]
    public Task A_new_event_table_hurts_nobody() => Verify.Finding(
        Deployed, edited: $$"""{{Deployed}} [Table(Event = true)] public partial struct {|STS0003:Miss|} { public uint Id; }""");

    [Fact]
    public Task Before_2_5_each_column_is_judged_as_in_any_table() => Verify.Findings(
        Deployed,
        edited: "[Table(Event = true, Public = true)] public partial struct Hit { public uint Id; public string {|STS1003:Damage|}; public uint {|STS1005:Kind|}; }",
        engine: "2.4.1");

    [Fact]
    public Task A_half_typed_column_reshapes_nothing() => Verify.HalfTyped(
        Deployed, edited: "[Table(Event = true, Public = true)] public partial struct Hit { public uint Id; public Missing Damage; }");
}
