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
        with: new() { Severity = DiagnosticSeverity.Warning, Change = "RemoveReducer", Publish = "allowed", Disconnects = false, Affects = "set_name" });

    [Fact]
    public Task A_renamed_one_is_reported_at_its_new_name() => Verify.Finding(
        deployed: $$"""{{Player}} public static class Module { [Reducer] public static void SetName(ReducerContext ctx, string name) { } }""",
        edited: $$"""{{Player}} public static class Module { [Reducer] public static void {|STS2005:SetPlayerName|}(ReducerContext ctx, string name) { } }""",
        says: "'SetName' was renamed to 'SetPlayerName': publish says nothing, and calls of old clients fail with 'no such reducer'. Keep the old one until no client calls it.",
        with: new() { Change = "RemoveReducer", Affects = "set_name;set_player_name" });

    [Fact]
    public Task A_removed_procedure_is_told_apart() => Verify.FindingInSnapshot(
        "STS2005",
        at: "\"count\"",
        deployed: $$"""{{Player}} public static class Module { [Procedure] public static uint Count(ProcedureContext ctx) => 1; }""",
        edited: Player,
        with: new() { Change = "RemoveProcedure" });

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
}
