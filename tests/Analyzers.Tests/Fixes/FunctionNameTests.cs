using SpacetimeSchema.Analyzers.CodeFixes.Attributes;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Symbols;
using Verify = SpacetimeSchema.Analyzers.Tests.Fixes.VerifyFix<SpacetimeSchema.Analyzers.CodeFixes.SchemaCodeFixProvider>;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

public class FunctionNameTests
{
    private const string Row = "{ [PrimaryKey, AutoInc] public ulong Id; public ScheduleAt ScheduledAt; }";

    private const string Deployed =
        "public static class Module { [Reducer] public static void SetName(ReducerContext ctx, string name) { } }";

    [Fact]
    public Task Clients_call_a_renamed_reducer_by_its_old_name() => Verify.Source(
        Deployed,
        "public static class Module { [Reducer] public static void {|STS2005:SetPlayerName|}(ReducerContext ctx, string name) { } }",
        "public static class Module { [Reducer(Name = \"set_name\")] public static void {|STS0003:SetPlayerName|}(ReducerContext ctx, string name) { } }",
        FunctionNameCodeFix.EquivalenceKey,
        "Keep the name 'set_name' of 'SetPlayerName' in the database");

    [Fact]
    public Task So_they_do_with_one_that_was_given_another_name_and_with_all_of_a_module() => Verify.Source(
        "public static class Module { [Reducer] public static void SetName(ReducerContext ctx, string name) { } [Procedure] public static uint CountAll(ProcedureContext ctx) => 1; }",
        """
        public static class Module
        {
            [Reducer(ReducerKind.UserDefined, Name = "rename_me")] // by clients
            public static void {|STS2005:SetName|}(ReducerContext ctx, string name) { }

            [Procedure]
            public static uint {|STS2005:CountAllOfThem|}(ProcedureContext ctx) => 1;
        }
        """,
        """
        public static class Module
        {
            [Reducer(ReducerKind.UserDefined, Name = "set_name")] // by clients
            public static void SetName(ReducerContext ctx, string name) { }

            [Procedure(Name = "count_all")]
            public static uint {|STS0003:CountAllOfThem|}(ProcedureContext ctx) => 1;
        }
        """,
        FunctionNameCodeFix.EquivalenceKey);

    [Fact]
    public Task Not_where_the_attribute_has_no_name() => Verify.NotOffered(
        Deployed,
        """
        public static class Module { [Reducer] public static void {|STS2005:SetPlayerName|}(ReducerContext ctx, string name) { } }
        namespace SpacetimeDB { public sealed class ReducerAttribute : System.Attribute { } }
        """,
        FunctionNameCodeFix.EquivalenceKey);

    [Fact]
    public Task Not_where_it_changes_nothing() => Verify.NotOffered(
        Deployed,
        "public static class Module { [Procedure] public static uint {|STS2005:SetName|}(ProcedureContext ctx, string name) => 1; }",
        FunctionNameCodeFix.EquivalenceKey);

    [Fact]
    public Task A_renamed_scheduled_reducer_keeps_its_name_in_the_database() => Verify.Source(
        $$"""[Table(Scheduled = "Tick")] public partial struct Timer {{Row}} public static class Module { [Reducer] public static void Tick(ReducerContext ctx, Timer row) { } }""",
        $$"""[Table(Scheduled = "TickAll")] public partial struct {|STS1012:Timer|} {{Row}} public static class Module { [Reducer] public static void {|STS0003:TickAll|}(ReducerContext ctx, Timer row) { } }""",
        $$"""[Table(Scheduled = "TickAll")] public partial struct Timer {{Row}} public static class Module { [Reducer(Name = "tick")] public static void {|STS0003:TickAll|}(ReducerContext ctx, Timer row) { } }""",
        FunctionNameCodeFix.EquivalenceKey,
        "Keep the name 'tick' of 'TickAll' in the database");

    [Fact]
    public async Task So_does_one_in_another_file_whose_name_there_was_written_out()
    {
        const string usings = "using SpacetimeDB;\n";
        var table = $$"""{{usings}}[Table(Scheduled = "Tick")] public partial struct Timer {{Row}}""";
        string Module(string attribute) =>
            $$"""{{usings}}public static class Module { [{{attribute}}] public static void Tick(ReducerContext ctx, Timer row) { } }""";
        var snapshot = SnapshotWriter.Write(ModuleCompilation.ReadSchema(table, Module("Reducer(Name = \"beat\")")));
        var project = ModuleWorkspace.Create(table, snapshot)
            .AddDocument("Functions.cs", Module("Reducer"), filePath: "/Functions.cs").Project;

        var finding = Assert.Single(await ModuleWorkspace.FindingsAsync(project), static finding => finding.Id == "STS1012");
        var action = Assert.Single(await ModuleWorkspace.RepairsAsync(project, finding));
        var after = await ModuleWorkspace.ApplyAsync(project, action);

        Assert.Equal("Keep the name 'beat' of 'Tick' in the database", action.Title);
        Assert.Equal(
            Module("Reducer(Name = \"beat\")"),
            (await after.Documents.Single(static document => document.Name == "Functions.cs").GetTextAsync()).ToString());
    }
}
