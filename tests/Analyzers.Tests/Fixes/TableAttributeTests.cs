using SpacetimeSchema.Analyzers.CodeFixes.Attributes;
using Verify = SpacetimeSchema.Analyzers.Tests.Fixes.VerifyFix<SpacetimeSchema.Analyzers.CodeFixes.SchemaCodeFixProvider>;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

public class TableAttributeTests
{
    private const string Row = "{ [PrimaryKey, AutoInc] public ulong Id; public ScheduleAt ScheduledAt; }";

    private const string Functions =
        " public static class Module { [Reducer] public static void Tick(ReducerContext ctx, Timer row) { } [Reducer] public static void Tock(ReducerContext ctx, Timer row) { } }";

    [Fact]
    public Task A_renamed_table_keeps_its_name_in_the_database() => Verify.Source(
        "[Table(Accessor = \"Player\")] public partial struct Player { [PrimaryKey] public uint Id; public string Name; }",
        "[Table(Accessor = \"Character\")] public partial struct {|STS1102:Character|} { [PrimaryKey] public uint Id; public string Name; }",
        "[Table(Accessor = \"Character\", Name = \"player\")] public partial struct {|STS0003:Character|} { [PrimaryKey] public uint Id; public string Name; }",
        TableAttributeCodeFix.NameKey,
        "Keep the name 'player' in the database");

    [Fact]
    public Task A_name_that_another_table_has_in_the_code_now_is_not_kept() => Verify.NotOffered(
        """
        [Table(Accessor = "player")] public partial struct Player { [PrimaryKey] public uint Id; public string Name; }
        [Table(Accessor = "hero", Name = "unit")] public partial struct Unit { public ulong Strength; }
        """,
        """
        [Table(Accessor = "character")] public partial struct {|STS1102:Player|} { [PrimaryKey] public uint Id; public string Name; }
        [Table(Accessor = "player", Name = "unit")] public partial struct {|STS0003:Unit|} { public ulong Strength; }
        """,
        TableAttributeCodeFix.NameKey);

    [Fact]
    public Task Nor_one_that_a_view_has_taken() => Verify.NotOffered(
        """
        [Table(Accessor = "player")] public partial struct Player { [PrimaryKey] public uint Id; public string Name; }
        """,
        """
        [Table(Accessor = "character")] public partial struct {|STS1102:Player|} { [PrimaryKey] public uint Id; public string Name; }
        public static class Module { [View(Accessor = "Player", Public = true)] public static List<Player> {|STS0003:All|}(ViewContext ctx) => new(); }
        """,
        TableAttributeCodeFix.NameKey);

    [Fact]
    public Task A_bare_attribute_gets_its_argument() => Verify.Source(
        "[Table(Public = true)] public partial struct Player { public uint Id; }",
        "[Table] public partial struct {|STS2004:Player|} { public uint Id; }",
        "[Table(Public = true)] public partial struct Player { public uint Id; }",
        key: null,
        "Make table 'Player' public again");

    [Theory]
    [InlineData("(\n    Accessor = \"Player\"\n)", "(\n    Accessor = \"Player\",\n    Public = true\n)")]
    [InlineData("(\n\tAccessor = \"Player\" // as it was\n)", "(\n\tAccessor = \"Player\", // as it was\n\tPublic = true\n)")]
    [InlineData("(\n    Accessor = \"Player\")", "(\n    Accessor = \"Player\",\n    Public = true)")]
    [InlineData("(Accessor = \"Player\"\n)", "(Accessor = \"Player\", Public = true\n)")]
    public Task Its_argument_stands_as_those_before_it(string edited, string @fixed) => Verify.Source(
        "[Table(Public = true)] public partial struct Player { public uint Id; }",
        $$"""[Table{{edited}}] public partial struct {|STS2004:Player|} { public uint Id; }""",
        $$"""[Table{{@fixed}}] public partial struct Player { public uint Id; }""",
        key: null);

    [Fact]
    public Task What_stood_behind_the_last_argument_stays() => Verify.Source(
        "[Table(Public = true)] public partial struct Hit { public uint Id; }",
        "[Table(\n    Public = true,\n    Event = true\n)] public partial struct {|STS1009:Hit|} { public uint Id; }",
        "[Table(\n    Public = true\n)] public partial struct Hit { public uint Id; }",
        TableAttributeCodeFix.EventKey);

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
        key: null,
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

    private const string Tick = " public static class Module { [Reducer] public static void Tick(ReducerContext ctx, Timer row) { } }";

    [Fact]
    public Task No_schedule_without_its_column() => Verify.NotOffered(
        $"""[Table(Scheduled = "Tick")] public partial struct Timer {Row}""" + Tick,
        "[Table] public partial struct {|STS1012:{|STS1001:Timer|}|} { [PrimaryKey, AutoInc] public ulong Id; }" + Tick,
        TableAttributeCodeFix.ScheduleKey);
}
