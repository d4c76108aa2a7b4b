using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS2010.</summary>
public class EventTableReshapedTests
{
    private const string Deployed = "[Table(Event = true, Public = true)] public partial struct Hit { public uint Id; public uint Damage; }";

    [Fact]
    public Task Clients_misread_the_events_of_a_reshaped_event_table() => Verify.Finding(
        Deployed,
        edited: "[Table(Event = true, Public = true)] public partial struct {|STS2010:Hit|} { public uint Id; public string Damage; public uint Kind; }",
        says: "The columns of event table 'hit' changed (kind, damage): publish allows it and disconnects every client, and clients with old bindings misread its events. Publish with --break-clients, together with new clients.",
        with: new() { Severity = DiagnosticSeverity.Warning, Change = "ReschemaEventTable", Publish = "allowed", Disconnects = true, Stage = "plan", Affects = "hit.kind;hit.damage" });

    [Fact]
    public Task A_changed_type_in_a_column_reshapes_it_too() => Verify.Finding(
        deployed: "[Table(Event = true)] public partial struct Hit { public Point At; } [Type] public partial struct Point { public int X; }",
        edited: "[Table(Event = true)] public partial struct {|STS2010:Hit|} { public Point At; } [Type] public partial struct Point { public int X; public int Y; }");

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
