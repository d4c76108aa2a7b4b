using SpacetimeSchema.Analyzers.CodeFixes.Attributes;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Symbols;
using Verify = SpacetimeSchema.Analyzers.Tests.Fixes.VerifyFix<SpacetimeSchema.Analyzers.CodeFixes.SchemaCodeFixProvider>;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

public class TableAttributeTests
{
    private const string Row = "{ [PrimaryKey, AutoInc] public ulong Id; public ScheduleAt ScheduledAt; }";

    private const string Functions = " public static class Module { [Reducer] public static void Tick(ReducerContext ctx, Timer row) { } [Reducer] public static void Tock(ReducerContext ctx, Timer row) { } }";

    [Fact]
    public Task A_renamed_table_keeps_its_name_in_the_database() => Verify.Source(
        "[Table(Accessor = \"Player\")] public partial struct Player { [PrimaryKey] public uint Id; public string Name; }",
        "[Table(Accessor = \"Character\")] public partial struct {|STS1102:Character|} { [PrimaryKey] public uint Id; public string Name; }",
        "[Table(Accessor = \"Character\", Name = \"player\")] public partial struct {|STS0003:Character|} { [PrimaryKey] public uint Id; public string Name; }",
        TableAttributeCodeFix.NameKey,
        "Keep the name 'player' in the database");

    [Fact]
    public Task A_bare_attribute_gets_its_argument() => Verify.Source(
        "[Table(Public = true)] public partial struct Player { public uint Id; }",
        "[Table] public partial struct {|STS2004:Player|} { public uint Id; }",
        "[Table(Public = true)] public partial struct Player { public uint Id; }",
        TableAttributeCodeFix.AccessKey,
        "Make table 'Player' public again");

    [Fact]
    public Task Of_two_tables_of_one_row_type_only_the_one_changes() => Verify.Source(
        """
        [Table(Accessor = "Online", Public = true)]
        [Table(Accessor = "Offline", Public = true)]
        public partial struct Player { public uint Id; }
        """,
        """
        [Table(Accessor = "Online", Public = true)]
        [Table(Accessor = "Offline", Public = false)] // nobody needs it
        public partial struct {|STS2004:Player|} { public uint Id; }
        """,
        """
        [Table(Accessor = "Online", Public = true)]
        [Table(Accessor = "Offline", Public = true)] // nobody needs it
        public partial struct Player { public uint Id; }
        """,
        TableAttributeCodeFix.AccessKey,
        "Make table 'Offline' public again");

    [Fact]
    public Task An_event_table_becomes_one_again() => Verify.Source(
        "[Table(Event = true)] public partial struct Hit { public uint Id; }",
        "[Table] public partial struct {|STS1009:Hit|} { public uint Id; }",
        "[Table(Event = true)] public partial struct Hit { public uint Id; }",
        TableAttributeCodeFix.EventKey,
        "Make 'Hit' an event table again");

    [Fact]
    public Task A_table_that_stores_rows_does_so_again() => Verify.Source(
        "[Table(Public = true)] public partial struct Hit { public uint Id; }",
        "[Table(Event = true, Public = true)] public partial struct {|STS1009:Hit|} { public uint Id; }",
        "[Table(Public = true)] public partial struct Hit { public uint Id; }",
        TableAttributeCodeFix.EventKey,
        "Make 'Hit' a table that stores rows again");

    [Fact]
    public Task A_removed_schedule_comes_back() => Verify.Source(
        $"""[Table(Scheduled = "Tick")] public partial struct Timer {Row}""" + Functions,
        $"[Table] public partial struct {{|STS1012:Timer|}} {Row}" + Functions,
        $"""[Table(Scheduled = "Tick")] public partial struct Timer {Row}""" + Functions,
        TableAttributeCodeFix.ScheduleKey,
        "Restore the schedule of 'Timer': 'Tick'");

    [Fact]
    public Task A_schedule_of_another_function_goes_back() => Verify.Source(
        $"""[Table(Scheduled = "Tick")] public partial struct Timer {Row}""" + Functions,
        $"""[Table(Scheduled = "Tock")] public partial struct {"{|STS1012:Timer|}"} {Row}""" + Functions,
        $"""[Table(Scheduled = "Tick")] public partial struct Timer {Row}""" + Functions,
        TableAttributeCodeFix.ScheduleKey);

    [Fact]
    public Task An_added_schedule_is_removed() => Verify.Source(
        $"[Table] public partial struct Timer {Row}" + Functions,
        $"""[Table(Scheduled = "Tick", Public = false)] public partial struct {"{|STS1012:Timer|}"} {Row}""" + Functions,
        $"""[Table(Public = false)] public partial struct Timer {Row}""" + Functions,
        TableAttributeCodeFix.ScheduleKey,
        "Remove the schedule of 'Timer'");

    [Fact]
    public Task A_renamed_scheduled_reducer_keeps_its_name_in_the_database() => Verify.Source(
        $$"""[Table(Scheduled = "Tick")] public partial struct Timer {{Row}} public static class Module { [Reducer] public static void Tick(ReducerContext ctx, Timer row) { } }""",
        $$"""[Table(Scheduled = "TickAll")] public partial struct {|STS1012:Timer|} {{Row}} public static class Module { [Reducer] public static void {|STS0003:TickAll|}(ReducerContext ctx, Timer row) { } }""",
        $$"""[Table(Scheduled = "TickAll")] public partial struct Timer {{Row}} public static class Module { [Reducer(Name = "tick")] public static void {|STS0003:TickAll|}(ReducerContext ctx, Timer row) { } }""",
        TableAttributeCodeFix.ScheduleKey,
        "Keep the name 'tick' of 'TickAll' in the database");

    [Fact]
    public async Task So_does_one_in_another_file_whose_name_there_was_written_out()
    {
        const string usings = "using SpacetimeDB;\n";
        var table = $$"""{{usings}}[Table(Scheduled = "Tick")] public partial struct Timer {{Row}}""";
        string Module(string attribute) => $$"""{{usings}}public static class Module { [{{attribute}}] public static void Tick(ReducerContext ctx, Timer row) { } }""";
        var snapshot = SnapshotWriter.Write(ModuleCompilation.ReadSchema(table, Module("Reducer(Name = \"beat\")")));
        var project = ModuleWorkspace.Create(table, snapshot).AddDocument("Functions.cs", Module("Reducer"), filePath: "/Functions.cs").Project;

        var finding = Assert.Single(await ModuleWorkspace.FindingsAsync(project), static finding => finding.Id == "STS1012");
        var action = Assert.Single(await ModuleWorkspace.RepairsAsync(project, finding));
        var after = await ModuleWorkspace.ApplyAsync(project, action);

        Assert.Equal("Keep the name 'beat' of 'Tick' in the database", action.Title);
        Assert.Equal(Module("Reducer(Name = \"beat\")"), (await after.Documents.Single(static document => document.Name == "Functions.cs").GetTextAsync()).ToString());
    }

    private const string Tick = " public static class Module { [Reducer] public static void Tick(ReducerContext ctx, Timer row) { } }";

    [Fact]
    public Task No_schedule_without_its_column() => Verify.NotOffered(
        $"""[Table(Scheduled = "Tick")] public partial struct Timer {Row}""" + Tick,
        "[Table] public partial struct {|STS1012:{|STS1001:Timer|}|} { [PrimaryKey, AutoInc] public ulong Id; }" + Tick,
        TableAttributeCodeFix.ScheduleKey);
}
