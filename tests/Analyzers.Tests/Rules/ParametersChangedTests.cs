using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS2006.</summary>
public class ParametersChangedTests
{
    private const string Player = "[Table] public partial struct Player { public uint Id; }";
    private const string Deployed = $$"""{{Player}} public static class Module { [Reducer] public static void SetName(ReducerContext ctx, string name) { } }""";

    [Fact]
    public Task Calls_with_another_number_of_values_fail() => Verify.Finding(
        Deployed,
        edited: $$"""{{Player}} public static class Module { [Reducer] public static void {|STS2006:SetName|}(ReducerContext ctx, string name, bool shout) { } }""",
        says: "'SetName' changed from (string name) to (string name, bool shout). It takes 2 instead of 1 values. Publish says nothing, and calls of old clients fail with 'invalid arguments'. Add a new one beside it.",
        with: new() { Severity = DiagnosticSeverity.Warning, Change = "ChangeParameters", Publish = "allowed", Disconnects = false, Affects = "set_name" });

    [Theory]
    [InlineData("uint name")]
    [InlineData("string? name")]
    [InlineData("List<string> name")]
    public Task Calls_with_another_type_fail(string parameter) => Verify.Finding(
        Deployed,
        edited: $$"""{{Player}} public static class Module { [Reducer] public static void {|STS2006:SetName|}(ReducerContext ctx, {{parameter}}) { } }""");

    [Fact]
    public Task What_a_procedure_returns_is_a_part_of_it() => Verify.Finding(
        deployed: $$"""{{Player}} public static class Module { [Procedure] public static uint Count(ProcedureContext ctx) => 1; }""",
        edited: $$"""{{Player}} public static class Module { [Procedure] public static ulong {|STS2006:Count|}(ProcedureContext ctx) => 1; }""",
        says: "'Count' changed from () -> u32 to () -> u64. It returns another type. Publish says nothing, and calls of old clients fail with 'invalid arguments'. Add a new one beside it.");

    [Fact]
    public Task The_name_of_a_parameter_does_not_count() => Verify.NoFinding(
        Deployed,
        edited: $$"""{{Player}} public static class Module { [Reducer] public static void SetName(ReducerContext ctx, string newName) { } }""");

    [Fact]
    public Task What_only_the_host_calls_may_change() => Verify.Finding(
        deployed: """
            [Table(Scheduled = "Tick")] public partial struct Timer { [PrimaryKey, AutoInc] public ulong Id; public ScheduleAt ScheduledAt; }
            public static class Module { [Reducer] public static void Tick(ReducerContext ctx, Timer row) { } }
            """,
        edited: """
            [Table(Scheduled = "Tick")] public partial struct Timer { [PrimaryKey, AutoInc] public ulong Id; public ScheduleAt ScheduledAt; [Default(0u)] public uint {|STS2001:Count|}; }
            public static class Module { [Reducer] public static void Tick(ReducerContext ctx, Timer row) { } }
            """);

    [Fact]
    public Task A_half_typed_parameter_is_not_judged() => Verify.HalfTyped(
        Deployed,
        edited: $$"""{{Player}} public static class Module { [Reducer] public static void SetName(ReducerContext ctx, Missing name) { } }""");
}
