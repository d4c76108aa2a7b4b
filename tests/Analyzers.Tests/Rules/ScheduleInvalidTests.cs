using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeSchema.Analyzers.Tests.Symbols;

namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS1015: a schedule needs a function that takes a row of its table.</summary>
public class ScheduleInvalidTests
{
    private const string Timer =
        "[Table(Scheduled = \"Tick\")] public partial struct Timer { [PrimaryKey, AutoInc] public ulong Id; public ScheduleAt ScheduledAt; } ";
    private const string Item = "[Table] public partial struct Item { public uint Id; } ";

    [Fact]
    public Task A_new_table_needs_its_function() => Verify.Finding(
        deployed: Item,
        edited: Item + Timer.Replace("Timer {", "{|STS1015:Timer|} {")
            + "public static class Module { public static void Tick(ReducerContext ctx, Timer row) { } }",
        says: "Table 'timer' schedules 'tick', which is no reducer or procedure: publish will reject it. Declare it with [Reducer] or [Procedure].",
        with: new() { Change = "MissingScheduledFunction", Publish = "rejected", Stage = "plan", Affects = "timer;tick" });

    /// <summary>An empty name of anything else is none; the generator hands this one on.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData(" ", "")]
    [InlineData("Module.Tick", "module.tick")]
    public Task What_is_no_name_is_refused_as_one(string scheduled, string name) => Verify.Finding(
        deployed: Item,
        edited: Item + Timer.Replace("Timer {", "{|STS1015:Timer|} {").Replace("\"Tick\"", $"\"{scheduled}\""),
        says: $"Table 'timer' schedules '{name}', which is no reducer or procedure: publish will reject it. Name one, as nameof does.",
        with: new() { Change = "IdentifierError", Publish = "rejected", Stage = "plan", Errors = "IdentifierError timer" });

    private const string Ticking = "[Reducer] public static void Tick(ReducerContext ctx, Timer row) { } ";

    /// <summary>Before it sees that the table had another schedule, or none.</summary>
    [Theory]
    [InlineData("Tick")]
    [InlineData(null)]
    public Task A_deployed_table_is_refused_too_where_it_goes_on_with_no_function(string? scheduled) => Verify.Finding(
        deployed: Item + (scheduled is null ? Timer.Replace("(Scheduled = \"Tick\")", "") : Timer)
            + $"public static class Module {{ {Ticking}}}",
        edited: Item + Timer.Replace("Timer {", "{|STS1015:Timer|} {").Replace("\"Tick\"", "\"Tock\"")
            + $"public static class Module {{ {Ticking}}}",
        says: "Table 'timer' schedules 'tock', which is no reducer or procedure: publish will reject it. Keep what is deployed: the schedule of a table cannot change.",
        with: new() { Change = "MissingScheduledFunction", Publish = "rejected", Stage = "plan", Affects = "timer;tock" });

    [Fact]
    public Task So_it_is_where_the_function_takes_something_else() => Verify.Finding(
        deployed: Item + Timer + $"public static class Module {{ {Ticking}[Reducer] public static void Tock(ReducerContext ctx) {{ }} }}",
        edited: Item + Timer.Replace("Timer {", "{|STS1015:Timer|} {").Replace("\"Tick\"", "\"Tock\"")
            + $"public static class Module {{ {Ticking}[Reducer] public static void Tock(ReducerContext ctx) {{ }} }}",
        with: new() { Change = "IncorrectScheduledFunctionParams", Publish = "rejected", Stage = "plan", Affects = "timer;tock" });

    [Fact]
    public Task A_view_that_is_called_so_in_the_code_takes_its_own_name_along() => Verify.Finding(
        deployed: Item + Timer + $"public static class Module {{ {Ticking}}}",
        edited: Item + Timer.Replace("\"Tick\"", "\"tick\"")
            + $"public static class Module {{ {Ticking}[View(Accessor = \"tick\", Name = \"ticked\", Public = true)] public static List<Item> {{|STS1015:Ticked|}}(ViewContext ctx) => new(); }}",
        says: "Table 'timer' schedules 'ticked', which is a view: publish will reject it. Call the view otherwise in the code.",
        with: new() { Change = "MissingScheduledFunction", Publish = "rejected", Stage = "plan", Affects = "timer;ticked" });

    [Fact]
    public Task One_that_is_called_otherwise_does_not() => Verify.Finding(
        deployed: Item + Timer + $"public static class Module {{ {Ticking}}}",
        edited: Item + Timer.Replace("\"Tick\"", "\"tick\"")
            + $"public static class Module {{ {Ticking}[View(Accessor = \"Ticks\", Name = \"ticked\", Public = true)] public static List<Item> {{|STS0003:Ticked|}}(ViewContext ctx) => new(); }}");

    [Fact]
    public Task A_new_table_with_its_function_may_be_added() => Verify.Findings(
        deployed: Item,
        edited: Item + Timer.Replace("Timer {", "{|STS0003:Timer|} {")
            + "public static class Module { [Reducer] public static void {|STS0003:Tick|}(ReducerContext ctx, Timer row) { } }");

    [Fact]
    public Task The_function_takes_a_row_and_nothing_else() => Verify.Finding(
        deployed: Item + Timer + "public static class Module { [Reducer] public static void Tick(ReducerContext ctx, Timer row) { } }",
        edited: Item + Timer
            + "public static class Module { [Reducer] public static void {|STS1015:Tick|}(ReducerContext ctx, Timer row, uint count) { } }",
        says: "Table 'timer' schedules 'tick', which has to take a row of it (Timer) and nothing else: publish will reject it. Take that alone.",
        with: new() { Change = "IncorrectScheduledFunctionParams", Publish = "rejected", Affects = "timer;tick" });

    [Fact]
    public Task And_no_row_of_another_table() => Verify.Finding(
        deployed: Item + Timer + "public static class Module { [Reducer] public static void Tick(ReducerContext ctx, Timer row) { } }",
        edited: Item + Timer
            + "public static class Module { [Reducer] public static void {|STS1015:Tick|}(ReducerContext ctx, Item row) { } }");

    [Fact]
    public Task A_function_that_was_removed_is_missed_in_the_snapshot() => Verify.Against(
        DeployedModule.Snapshot(
            Timer + "public static class Module { [Reducer] public static void Tick(ReducerContext ctx, Timer row) { } }")
            .Replace("\"name\": \"tick\"", "\"name\": {|STS1015:\"tick\"|}"),
        edited: Timer,
        says: "Table 'timer' schedules 'tick', which is no reducer or procedure: publish will reject it. Declare it with [Reducer] or [Procedure].");

    [Fact]
    public Task A_row_that_is_called_otherwise_everywhere_is_the_same() => Verify.Finding(
        deployed: Item + Timer + "public static class Module { [Reducer] public static void Tick(ReducerContext ctx, Timer row) { } }",
        edited: Item + Timer.Replace("[Table(", "[Table(Accessor = \"Timer\", ").Replace("struct Timer {", "struct {|STS0003:Beat|} {")
            + "public static class Module { [Reducer] public static void Tick(ReducerContext ctx, Beat row) { } }");

    [Fact]
    public Task A_parameter_that_is_half_typed_says_nothing() => Verify.HalfTyped(
        deployed: Item + Timer + "public static class Module { [Reducer] public static void Tick(ReducerContext ctx, Timer row) { } }",
        edited: Item + Timer + "public static class Module { [Reducer] public static void Tick(ReducerContext ctx, Tim row) { } }");

    /// <summary>Nobody can publish it, and the next letters may declare what is missing.</summary>
    [Theory]
    [InlineData("public static class Module { [Reducer] public static void Tick(ReducerContext ctx")]
    [InlineData("public static class Module { [Reducer] public static void Tick(ReducerContext ctx Timer row) { } }")]
    [InlineData("public static class Module { [Reduce] public static void Tick(ReducerContext ctx, Timer row) { } }")]
    [InlineData("public static class Module { [] public static void Tick(ReducerContext ctx, Timer row) { } }")]
    [InlineData("public static class Module { }")]
    public async Task A_function_that_is_half_typed_is_not_missed(string module)
    {
        var snapshot = DeployedModule.Snapshot(
            Item + NamedTimer + "public static class Module { [Reducer] public static void Tick(ReducerContext ctx, Timer row) { } }");
        var findings = await ModuleCompilation.Compile(Item + NamedTimer + module, DeployedModule.ImplicitUsings)
            .WithAnalyzers([new SchemaAnalyzer()], new AnalyzerOptions([new SnapshotFile(snapshot)])).GetAnalyzerDiagnosticsAsync();
        Assert.DoesNotContain(findings, static finding => finding.Id.StartsWith("STS1"));
    }

    private static readonly string NamedTimer = Timer.Replace("\"Tick\"", "nameof(Module.Tick)");
}
