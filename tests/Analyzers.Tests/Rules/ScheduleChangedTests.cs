namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS1012.</summary>
public class ScheduleChangedTests
{
    private const string Row = "{ [PrimaryKey, AutoInc] public ulong Id; public ScheduleAt ScheduledAt; }";
    private const string Functions =
        "public static class Module { [Reducer] public static void Tick(ReducerContext ctx, Timer row) { } [Reducer] public static void Tock(ReducerContext ctx, Timer row) { } }";
    private const string Tick = "public static class Module { [Reducer] public static void Tick(ReducerContext ctx, Timer row) { } }";

    [Fact]
    public Task A_removed_schedule_fails_when_it_is_carried_out() => Verify.Finding(
        deployed: $"""[Table(Scheduled = "Tick")] public partial struct Timer {Row} {Functions}""",
        edited: $"[Table] public partial struct {{|STS1012:Timer|}} {Row} {Functions}",
        says: "The schedule of 'tick' was removed from table 'timer': publish accepts the plan and then fails to carry it out. Keep it and its function, and delete the rows that shall not run.",
        with: new() { Change = "RemoveSchedule", Publish = "rejected", Disconnects = false, Stage = "execution", Affects = "timer" });

    [Fact]
    public Task An_added_schedule_does_too() => Verify.Finding(
        deployed: $"[Table] public partial struct Timer {Row} {Functions}",
        edited: $"""[Table(Scheduled = "Tick")] public partial struct {"{|STS1012:Timer|}"} {Row} {Functions}""",
        says: "Table 'timer' became a schedule of 'tick': publish accepts the plan and then fails to carry it out. Schedule a new table instead.",
        with: new() { Change = "AddSchedule", Publish = "rejected", Stage = "execution", Affects = "timer" });

    [Fact]
    public Task And_another_function() => Verify.Finding(
        deployed: $"""[Table(Scheduled = "Tick")] public partial struct Timer {Row} {Functions}""",
        edited: $"""[Table(Scheduled = "Tock")] public partial struct {"{|STS1012:Timer|}"} {Row} {Functions}""",
        says: "The schedule of table 'timer' changed from 'tick' to 'tock': publish accepts the plan and then fails to carry it out. Keep the schedule and its function; declare a new scheduled table for the new one.",
        with: new() { Change = "RemoveSchedule", Stage = "execution" });

    [Fact]
    public Task A_renamed_function_is_another_one() => Verify.Findings(
        deployed: $$"""[Table(Scheduled = "Tick")] public partial struct Timer {{Row}} public static class Module { [Reducer] public static void Tick(ReducerContext ctx, Timer row) { } }""",
        edited: $$"""[Table(Scheduled = "TickAll")] public partial struct {|STS1012:Timer|} {{Row}} public static class Module { [Reducer] public static void {|STS0003:TickAll|}(ReducerContext ctx, Timer row) { } }""",
        check: static finding => Assert.True(
            finding.Id != "STS0003" || finding.GetMessage().StartsWith(
                "The snapshot lacks that 'Tick', which only the host calls, was renamed to 'TickAll'.", StringComparison.Ordinal)));

    [Fact]
    public Task A_renamed_method_may_keep_the_name_of_its_function() => Verify.Finding(
        deployed: $$"""[Table(Scheduled = "Tick")] public partial struct Timer {{Row}} public static class Module { [Reducer] public static void Tick(ReducerContext ctx, Timer row) { } }""",
        edited: $$"""[Table(Scheduled = "TickAll")] public partial struct Timer {{Row}} public static class Module { [Reducer(Name = "tick")] public static void {|STS0003:TickAll|}(ReducerContext ctx, Timer row) { } }""");

    [Fact]
    public Task A_function_that_gets_another_name_in_the_database_changes_the_schedule_where_it_stands() => Verify.Findings(
        deployed: $$"""[Table(Scheduled = "Tick")] public partial struct Timer {{Row}} public static class Module { [Reducer] public static void Tick(ReducerContext ctx, Timer row) { } }""",
        edited: $$"""[Table(Scheduled = "Tick")] public partial struct Timer {{Row}} public static class Module { [Reducer(Name = "tick_again")] public static void {|STS0003:{|STS1012:Tick|}|}(ReducerContext ctx, Timer row) { } }""");

    [Fact]
    public Task A_reducer_that_becomes_a_procedure_does_too() => Verify.Findings(
        deployed: $$"""[Table(Scheduled = "Tick")] public partial struct Timer {{Row}} public static class Module { [Reducer] public static void Tick(ReducerContext ctx, Timer row) { } }""",
        edited: $$"""[Table(Scheduled = "Tick")] public partial struct Timer {{Row}} public static class Module { [Procedure] public static void {|STS0003:{|STS1012:Tick|}|}(ProcedureContext ctx, Timer row) { } }""");

    [Fact]
    public Task A_column_that_pushes_the_moment_is_what_is_wrong() => Verify.Finding(
        deployed: $$"""[Table(Scheduled = "Tick")] public partial struct Timer {{Row}} {{Tick}}""",
        edited: $$"""[Table(Scheduled = "Tick")] public partial struct Timer { [PrimaryKey, AutoInc] public ulong Id; [Default(0)] public int {|STS1004:Round|}; public ScheduleAt ScheduledAt; } {{Tick}}""");

    [Fact]
    public Task A_new_table_may_have_a_schedule() => Verify.Findings(
        deployed: "[Table] public partial struct Player { public uint Id; }",
        edited: $$"""
            [Table] public partial struct Player { public uint Id; }
            [Table(Scheduled = "Tick")] public partial struct {|STS0003:Timer|} {{Row}}
            public static class Module { [Reducer] public static void {|STS0003:Tick|}(ReducerContext ctx, Timer row) { } }
            """);

    [Fact]
    public Task A_half_typed_name_is_that_of_no_function_and_nothing_more() => Verify.HalfTyped(
        deployed: $"""[Table(Scheduled = "Tick")] public partial struct Timer {Row} {Functions}""",
        edited: $"""[Table(Scheduled = "Ti")] public partial struct {"{|STS1015:Timer|}"} {Row} {Functions}""");

    [Fact]
    public Task The_same_function_over_another_column_is_another_schedule() => Verify.Finding(
        deployed: $$"""[Table(Scheduled = "Tick", ScheduledAt = "First")] public partial struct Timer { [PrimaryKey, AutoInc] public ulong Id; public ScheduleAt First; public ScheduleAt Second; } {{Functions}}""",
        edited: $$"""[Table(Scheduled = "Tick", ScheduledAt = "Second")] public partial struct {|STS1012:Timer|} { [PrimaryKey, AutoInc] public ulong Id; public ScheduleAt First; public ScheduleAt Second; } {{Functions}}""",
        says: "The schedule of table 'timer' changed from 'column first' to 'column second': publish accepts the plan and then fails to carry it out. Keep the schedule and its function; declare a new scheduled table for the new one.");

    [Fact]
    public Task A_new_column_of_an_event_table_moves_those_of_its_schedule() => Verify.Findings(
        deployed: """[Table(Scheduled = "Tick", Event = true)] public partial struct Timer { [PrimaryKey, AutoInc] public ulong Id; public ScheduleAt ScheduledAt; } public static class Module { [Reducer] public static void Tick(ReducerContext ctx, Timer row) { } }""",
        edited: """[Table(Scheduled = "Tick", Event = true)] public partial struct {|STS1012:{|STS2010:Timer|}|} { [PrimaryKey, AutoInc] public ulong Id; public int Score; public ScheduleAt ScheduledAt; } public static class Module { [Reducer] public static void Tick(ReducerContext ctx, Timer row) { } }""",
        check: static finding => Assert.Contains(
            finding.GetMessage(),
            new[]
            {
                "The schedule of table 'timer' knows 'scheduled_at' and the key 'id' by the numbers of their columns, which changed from 1 and 0 to 2 and 0: publish accepts the plan and then fails to carry it out. Keep both in their places, and new columns behind them.",
                "Event table 'timer' has other columns ('score' (i32) was added): publish allows it and disconnects every client, and only clients of the owner misread each event. Publish with --break-clients, together with new clients.",
            }));
}
