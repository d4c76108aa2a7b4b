namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS1009.</summary>
public class EventFlagChangedTests
{
    [Fact]
    public Task A_table_cannot_become_an_event_table() => Verify.Finding(
        deployed: "[Table] public partial struct Hit { public uint Damage; }",
        edited: "[Table(Event = true)] public partial struct {|STS1009:Hit|} { public uint Damage; }",
        says: "Table 'hit' was a table and is an event table now: publish will reject it. Restore the flag, or declare a new table.",
        with: new() { Change = "ChangeTableEventFlag", Publish = "rejected", Disconnects = false, Stage = "plan", Affects = "hit" });

    [Fact]
    public Task Nor_the_other_way_round() => Verify.Finding(
        deployed: "[Table(Event = true)] public partial struct Hit { public uint Damage; }",
        edited: "[Table] public partial struct {|STS1009:Hit|} { public uint Damage; }",
        says: "Table 'hit' was an event table and is a table now: publish will reject it. Restore the flag, or declare a new table.");

    [Fact]
    public Task A_new_table_may_be_one() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Id; }",
        edited: "[Table] public partial struct Player { public uint Id; } [Table(Event = true)] public partial struct {|STS0003:Hit|} { public uint Damage; }");

    [Fact]
    public Task While_it_is_typed_the_flag_is_not_set() => Verify.HalfTyped(
        deployed: "[Table] public partial struct Hit { public uint Damage; }",
        edited: "[Table(Event = )] public partial struct Hit { public uint Damage; }");
}
