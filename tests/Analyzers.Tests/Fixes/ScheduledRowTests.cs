using SpacetimeSchema.Analyzers.CodeFixes.Restore;
using Verify = SpacetimeSchema.Analyzers.Tests.Fixes.VerifyFix<SpacetimeSchema.Analyzers.CodeFixes.SchemaCodeFixProvider>;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

public class ScheduledRowTests
{
    private const string Key = ScheduledRowCodeFix.EquivalenceKey;

    private const string Timer =
        "[Table(Scheduled = \"Tick\")] public partial struct Timer { [PrimaryKey, AutoInc] public ulong Id; public ScheduleAt ScheduledAt; }\n";

    private const string Deployed = Timer
        + "public static class Module { [Reducer] public static void Tick(ReducerContext ctx, Timer row) { } }";

    [Fact]
    public Task A_lost_row_is_taken_again() => Verify.Source(
        Deployed,
        Timer + "public static class Module { [Reducer] public static void {|STS1015:Tick|}(ReducerContext ctx) { } }",
        Deployed,
        Key,
        "Let 'Tick' take a row of 'Timer' and nothing else");

    [Fact]
    public Task What_else_it_takes_goes_and_the_row_keeps_its_name() => Verify.Source(
        Deployed,
        Timer + "public static class Module { [Reducer] public static void {|STS1015:Tick|}(ReducerContext ctx, uint count, Timer timer) => Log.Info($\"{timer.Id}\"); }",
        Timer + "public static class Module { [Reducer] public static void Tick(ReducerContext ctx, Timer timer) => Log.Info($\"{timer.Id}\"); }",
        Key);

    [Fact]
    public Task A_new_table_gets_it_at_its_function() => Verify.Source(
        "[Table] public partial struct Item { public uint Id; }",
        "[Table] public partial struct Item { public uint Id; }\n" + Timer.Replace("Timer {", "{|STS1015:Timer|} {")
            + "public static class Module { [Reducer] public static void {|STS0003:Tick|}(ReducerContext ctx, Item row) { } }",
        "[Table] public partial struct Item { public uint Id; }\n" + Timer.Replace("Timer {", "{|STS0003:Timer|} {")
            + "public static class Module { [Reducer] public static void {|STS0003:Tick|}(ReducerContext ctx, Timer row) { } }",
        Key);

    [Fact]
    public Task Not_where_the_code_needs_what_it_takes() => Verify.NotOffered(
        Deployed,
        Timer + "public static class Module { [Reducer] public static void {|STS1015:Tick|}(ReducerContext ctx, uint count) => Log.Info($\"{count}\"); }",
        Key);
}
