using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS2005.</summary>
public class FunctionRemovedTests
{
    private const string Player = "[Table] public partial struct Player { public uint Id; }";

    [Fact]
    public Task Calls_of_a_removed_reducer_fail() => Verify.FindingInSnapshot(
        "STS2005",
        at: "\"set_name\"",
        deployed: $$"""{{Player}} public static class Module { [Reducer] public static void SetName(ReducerContext ctx, string name) { } }""",
        edited: Player,
        says: "'SetName' was removed: publish says nothing, and calls of old clients fail with 'no such reducer'. Keep the old one until no client calls it.",
        with: new()
        {
            Severity = DiagnosticSeverity.Warning,
            Change = "RemoveReducer",
            Publish = "allowed",
            Disconnects = false,
            Affects = "set_name",
        });

    [Fact]
    public Task A_renamed_one_is_reported_at_its_new_name() => Verify.Finding(
        deployed: $$"""{{Player}} public static class Module { [Reducer] public static void SetName(ReducerContext ctx, string name) { } }""",
        edited: $$"""{{Player}} public static class Module { [Reducer] public static void {|STS2005:SetPlayerName|}(ReducerContext ctx, string name) { } }""",
        says: "'SetName' was renamed to 'SetPlayerName': publish says nothing, and calls of old clients fail with 'no such reducer'. Keep the old one until no client calls it, or keep its name with Name = \"set_name\".",
        with: new() { Change = "RemoveReducer", Affects = "set_name;set_player_name" });

    [Fact]
    public Task Before_2_0_1_its_name_is_that_of_the_method() => Verify.Finding(
        deployed: $$"""{{Player}} public static class Module { [Reducer] public static void SetName(ReducerContext ctx, string name) { } }""",
        edited: $$"""{{Player}} public static class Module { [Reducer] public static void {|STS2005:SetPlayerName|}(ReducerContext ctx, string name) { } }""",
        says: "'SetName' was renamed to 'SetPlayerName': publish says nothing, and calls of old clients fail with 'no such reducer'. Keep the old one until no client calls it.",
        engine: "2.0.0");

    [Fact]
    public Task A_removed_procedure_is_told_apart() => Verify.FindingInSnapshot(
        "STS2005",
        at: "\"count\"",
        deployed: $$"""{{Player}} public static class Module { [Procedure] public static uint Count(ProcedureContext ctx) => 1; }""",
        edited: Player,
        says: "'Count' was removed: publish says nothing, and calls of old clients fail with 'No such procedure'. Keep the old one until no client calls it.",
        with: new() { Change = "RemoveProcedure" });

    [Fact]
    public Task A_reducer_that_became_a_procedure_is_none_any_more() => Verify.Finding(
        deployed: $$"""{{Player}} public static class Module { [Reducer] public static void Tick(ReducerContext ctx) { } }""",
        edited: $$"""{{Player}} public static class Module { [Procedure] public static uint {|STS2005:Tick|}(ProcedureContext ctx) => 1; }""",
        says: "'Tick' is a procedure now: publish says nothing, and calls of old clients fail with 'no such reducer'. Keep the old one until no client calls it.");

    /// <summary>A scheduled reducer is private, and the host refuses it to clients.</summary>
    [Fact]
    public Task A_reducer_that_a_new_table_schedules_is_lost_to_clients() => Verify.Findings(
        deployed: $$"""{{Player}} public static class Module { [Reducer] public static void Tick(ReducerContext ctx, TickTimer row) { } } [Table] public partial struct TickTimer { [PrimaryKey, AutoInc] public ulong Id; public ScheduleAt ScheduledAt; }""",
        edited: $$"""{{Player}} public static class Module { [Reducer] public static void Tick(ReducerContext ctx, TickTimer row) { } } [Table(Accessor = "TickTimer"), Table(Accessor = "Clock", Scheduled = "Tick")] public partial struct {|STS2005:{|STS0003:TickTimer|}|} { [PrimaryKey, AutoInc] public ulong Id; public ScheduleAt ScheduledAt; }""");

    [Fact]
    public Task Once_it_is_scheduled_its_parameters_are_nobodys_business() => Verify.Findings(
        deployed: $$"""{{Player}} public static class Module { [Reducer] public static void Tick(ReducerContext ctx, int seconds) { } }""",
        edited: $$"""{{Player}} public static class Module { [Reducer] public static void Tick(ReducerContext ctx, TickTimer row) { } } [Table(Accessor = "Clock", Scheduled = "Tick")] public partial struct {|STS2005:{|STS0003:TickTimer|}|} { [PrimaryKey, AutoInc] public ulong Id; public ScheduleAt ScheduledAt; }""");

    [Fact]
    public Task A_reducer_that_became_Init_is_lost_to_clients() => Verify.Finding(
        deployed: $$"""{{Player}} public static class Module { [Reducer] public static void Start(ReducerContext ctx) { } }""",
        edited: $$"""{{Player}} public static class Module { [Reducer(ReducerKind.Init)] public static void {|STS2005:Start|}(ReducerContext ctx) { } }""",
        says: "'Start' is called by the host alone now: publish says nothing, and calls of old clients fail with 'can't directly call special Init lifecycle reducer'. Keep the old one until no client calls it.");

    [Fact]
    public Task A_method_that_lost_its_attribute_is_removed() => Verify.FindingInSnapshot(
        "STS2005",
        at: "\"set_name\"",
        deployed: $$"""{{Player}} public static class Module { [Reducer] public static void SetName(ReducerContext ctx, string name) { } }""",
        edited: $$"""{{Player}} public static class Module { public static void SetName(string name) { } }""");

    [Fact]
    public Task The_name_for_clients_can_be_kept() => Verify.Finding(
        deployed: $$"""{{Player}} public static class Module { [Reducer] public static void SetName(ReducerContext ctx, string name) { } }""",
        edited: $$"""{{Player}} public static class Module { [Reducer(Name = "set_name")] public static void {|STS0003:Rename|}(ReducerContext ctx, string name) { } }""");

    [Fact]
    public Task What_the_host_calls_has_no_callers_among_clients() => Verify.FindingInSnapshot(
        "STS0003",
        at: "\"start\"",
        deployed: $$"""{{Player}} public static class Module { [Reducer(ReducerKind.Init)] public static void Start(ReducerContext ctx) { } }""",
        edited: Player);

    [Fact]
    public Task Half_a_reducer_is_there() => Verify.HalfTyped(
        deployed: $$"""{{Player}} public static class Module { [Reducer] public static void SetName(ReducerContext ctx, string name) { } }""",
        edited: $$"""{{Player}} public static class Module { [Reducer] public static void SetName(ReducerContext ctx, string name) { ctx. """);

    [Theory]
    [InlineData("Reducer(Name = \"put_it\")", "Reducer", "put_it", "put")]
    [InlineData("Reducer", "Reducer(Name = \"b\")", "put", "b")]
    public Task One_that_is_given_another_name_in_the_database_is_called_by_both(string before, string after, string old, string @new) =>
        Verify.Finding(
            deployed: $"public static class Module {{ [{before}] public static void Put(ReducerContext ctx, uint id) {{ }} }}",
            edited: $"public static class Module {{ [{after}] public static void {{|STS2005:Put|}}(ReducerContext ctx, uint id) {{ }} }}",
            says: $"'{old}' was renamed to '{@new}': publish says nothing, and calls of old clients fail with 'no such reducer'. Keep the old one until no client calls it, or keep its name with Name = \"{old}\".");
}
