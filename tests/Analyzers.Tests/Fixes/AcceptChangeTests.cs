using SpacetimeSchema.Analyzers.CodeFixes.Snapshot;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Rules;
using Accept = SpacetimeSchema.Analyzers.Tests.Fixes.VerifyFix<SpacetimeSchema.Analyzers.CodeFixes.Snapshot.AcceptChangeCodeFix>;
using Update = SpacetimeSchema.Analyzers.Tests.Fixes.VerifyFix<SpacetimeSchema.Analyzers.CodeFixes.Snapshot.UpdateSnapshotCodeFix>;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

public class AcceptChangeTests
{
    [Fact]
    public Task What_only_follows_from_a_row_that_is_not_accepted_is_not_taken_over() => Update.NotOffered(
        deployed: "[Table] public partial struct Player { public uint Id; public string Name; } public static class Module { [Reducer] public static void Join(ReducerContext ctx, Player player) { } }",
        edited: "[Table] public partial struct Player { public uint Id; public string {|STS1002:NickName|}; } public static class Module { [Reducer] public static void {|STS0003:Join|}(ReducerContext ctx, Player player) { } }",
        UpdateSnapshotCodeFix.KeyOf("spacetimedb.schema.json"));

    [Fact]
    public Task A_removed_column_leaves_the_snapshot() => Accept.Snapshot(
        deployed: "[Table] public partial struct Player { public uint Id; public string Name; }",
        edited: "[Table] public partial struct {|STS1001:Player|} { public uint Id; }",
        accepted: "[Table] public partial struct Player { public uint Id; }",
        AcceptChangeCodeFix.KeyOf(OwnFormat.FileName));

    [Fact]
    public Task A_column_without_a_default_enters_it() => Accept.Snapshot(
        deployed: "[Table] public partial struct Player { public uint Id; }",
        edited: "[Table] public partial struct Player { public uint Id; public uint {|STS1005:Score|}; }",
        accepted: "[Table] public partial struct Player { public uint Id; public uint Score; }",
        AcceptChangeCodeFix.KeyOf(OwnFormat.FileName));

    /// <summary>They are before it in every database that has it. What stands behind it may be still to come.</summary>
    [Fact]
    public async Task One_of_several_new_columns_brings_those_before_it_along()
    {
        const string deployed = "using SpacetimeDB; [Table(Accessor = \"Player\")] public partial struct Player { public uint Id; }";
        var project = ModuleWorkspace.Create(
            deployed.Replace("Id; ", "Id; public uint Level; [Default(0)] public int Score; public uint Rank; public uint Mood; "),
            DeployedModule.Snapshot(deployed));
        var finding = Assert.Single(
            await ModuleWorkspace.FindingsAsync(project), static finding => finding.GetMessage().Contains("'Rank'", StringComparison.Ordinal));

        var accept = (await ModuleWorkspace.FixesAsync(project, finding))[^1];
        var left = await ModuleWorkspace.FindingsAsync(await ModuleWorkspace.ApplyAsync(project, accept));

        Assert.Contains("New column 'Mood'", Assert.Single(left).GetMessage());
    }

    [Theory]
    [InlineData("[Type] public partial struct Kind { public int X; }")]
    [InlineData("[Type] public partial record Kind : TaggedEnum<(int A, string B)>;")]
    public async Task A_type_that_became_another_kind_is_taken_over_wherever_it_is_held(string edited)
    {
        const string tables = "using System.Collections.Generic; using SpacetimeDB; [Table(Accessor = \"Item\")] public partial struct Item { public uint Id; public Kind Kind; public Shelf Shelf; } [Table(Accessor = \"Bag\")] public partial struct Bag { public List<Kind> Kinds; } [Type] public partial struct Shelf { public Kind Kind; } ";
        var deployed = edited.Contains("record") ? "[Type] public partial struct Kind { public int X; }" : "[Type] public enum Kind { A, B }";
        var project = ModuleWorkspace.Create(tables + edited, DeployedModule.Snapshot(tables + deployed));
        foreach (var finding in await ModuleWorkspace.FindingsAsync(project))
        {
            var accept = Assert.Single(
                await ModuleWorkspace.FixesAsync(project, finding),
                static action => action.EquivalenceKey == AcceptChangeCodeFix.KeyOf(OwnFormat.FileName));
            var accepted = await ModuleWorkspace.ApplyAsync(project, accept);
            Assert.Empty(await ModuleWorkspace.FindingsAsync(accepted));
            var snapshot = (await accepted.AdditionalDocuments.Single().GetTextAsync()).ToString();
            Assert.All(
                ["item.kind", "item.shelf", "bag.kinds"],
                column => Assert.Contains($"\"affects\": [\"{column}\"]", snapshot));
        }
    }

    [Theory]
    [InlineData("RunTick")]
    [InlineData("Advance")]
    public async Task A_scheduled_function_that_another_one_took_the_place_of_leaves_with_its_schedule(string name)
    {
        const string deployed = "using SpacetimeDB; [Table(Accessor = \"Timer\", Scheduled = \"Tick\")] public partial struct Timer { [PrimaryKey, AutoInc] public ulong Id; public ScheduleAt ScheduledAt; } public static partial class Module { [Reducer] public static void Tick(ReducerContext ctx, Timer timer) { } }";
        var project = ModuleWorkspace.Create(deployed.Replace("Tick", name), DeployedModule.Snapshot(deployed));
        var finding = Assert.Single(await ModuleWorkspace.FindingsAsync(project), static finding => finding.Id == "STS1012");

        var accept = (await ModuleWorkspace.FixesAsync(project, finding))[^1];

        Assert.Empty(await ModuleWorkspace.FindingsAsync(await ModuleWorkspace.ApplyAsync(project, accept)));
    }

    /// <summary>Whichever is accepted, it does not look as if clients could have called a function that was scheduled all the time.</summary>
    [Theory]
    [InlineData("Move", "Tick", "STS0003", "'Tick'")]
    [InlineData("Move", "Tick", "STS0003", "'tick_timer'")]
    [InlineData("Move", "", "STS0003", "'Move'")]
    public async Task A_scheduled_function_comes_and_goes_with_its_table(string before, string after, string rule, string named)
    {
        static string Timer(string name) => name == "" ? "" :
            $"[Table(Accessor = \"{name}Timer\", Scheduled = \"{name}\")] public partial struct {name}Timer {{ [PrimaryKey, AutoInc] public ulong Id; public ScheduleAt ScheduledAt; }} public static partial class Module {{ [Reducer] public static void {name}(ReducerContext ctx, {name}Timer timer) {{ }} }}";
        const string usings = "using SpacetimeDB; [Table] public partial struct Kept { public uint Id; } ";
        var project = ModuleWorkspace.Create(usings + Timer(after), DeployedModule.Snapshot(usings + Timer(before)));
        var finding = Assert.Single(
            await ModuleWorkspace.FindingsAsync(project), finding => finding.Id == rule && finding.GetMessage().Contains(named));

        var left = await ModuleWorkspace.FindingsAsync(
            await ModuleWorkspace.ApplyAsync(project, (await ModuleWorkspace.FixesAsync(project, finding))[^1]));

        Assert.DoesNotContain(left, static finding => finding.Id.StartsWith("STS2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_filter_of_several_lines_is_named_on_one()
    {
        const string player = "using SpacetimeDB; [Table(Public = true)] public partial struct Player { [PrimaryKey] public Identity Id; }";
        var project = ModuleWorkspace.Create(
            player + """ public static partial class Module { [ClientVisibilityFilter] public static readonly Filter Own = new Filter.Sql(@"SELECT *""" + "\n"
                + """    FROM player"); }""",
            DeployedModule.Snapshot(player));

        var accept = Assert.Single(
            await ModuleWorkspace.FixesAsync(project, Assert.Single(await ModuleWorkspace.FindingsAsync(project))));

        Assert.Equal(
            "Accept this change of 'SELECT * FROM player' into spacetimedb.schema.json: the database has it", accept.Title);
    }

    [Theory]
    [InlineData("")]
    [InlineData("public static partial class Module { [Reducer] public static void Move(ReducerContext ctx) { } }")]
    public async Task What_a_removed_table_scheduled_goes_with_it_or_is_as_in_the_code(string reducer)
    {
        const string deployed = "using SpacetimeDB; [Table(Accessor = \"Timer\", Scheduled = \"Move\")] public partial struct Timer { [PrimaryKey, AutoInc] public ulong Id; public ScheduleAt ScheduledAt; } public static partial class Module { [Reducer] public static void Move(ReducerContext ctx, Timer timer) { } }";
        var project = ModuleWorkspace.Create("using SpacetimeDB; " + reducer, DeployedModule.Snapshot(deployed));
        var finding = Assert.Single(await ModuleWorkspace.FindingsAsync(project), static finding => finding.Id == "STS1101");

        var accept = (await ModuleWorkspace.FixesAsync(project, finding))[^1];

        Assert.Empty(await ModuleWorkspace.FindingsAsync(await ModuleWorkspace.ApplyAsync(project, accept)));
    }

    [Fact]
    public Task A_new_table_is_taken_over_with_its_types() => Update.Snapshot(
        deployed: "[Table] public partial struct Player { public uint Id; }",
        edited: "[Table] public partial struct Player { public uint Id; } [Type] public enum Kind { A, B } [Table] public partial struct {|STS0003:Item|} { public Kind K; }",
        accepted: "[Table] public partial struct Player { public uint Id; } [Type] public enum Kind { A, B } [Table] public partial struct Item { public Kind K; }",
        UpdateSnapshotCodeFix.KeyOf(OwnFormat.FileName),
        breaks: false);

    [Fact]
    public Task Compatible_changes_are_taken_over_without_the_breaking_one() => Update.Snapshot(
        deployed: "[Table] public partial struct Player { public uint Id; public string Name; }",
        edited: """
            [Table(Public = true)] public partial struct {|STS0003:{|STS1001:Player|}|} { public uint Id; }
            [Table] public partial struct {|STS0003:Item|} { public uint Id; }
            """,
        accepted: """
            [Table(Public = true)] public partial struct Player { public uint Id; public string Name; }
            [Table] public partial struct Item { public uint Id; }
            """,
        UpdateSnapshotCodeFix.KeyOf(OwnFormat.FileName),
        left: """
            [Table(Public = true)] public partial struct {|STS1001:Player|} { public uint Id; }
            [Table] public partial struct Item { public uint Id; }
            """,
        breaks: false);

    [Theory]
    [InlineData(
        "[Table] public partial struct Item { public uint Id; }",
        "Accept this change of 'item' into spacetimedb.schema.json: the database has it")]
    [InlineData(
        "[View(Accessor = \"all\", Public = true)] public static List<Player> All(AnonymousViewContext ctx) => new();",
        "Accept this change of 'all' into spacetimedb.schema.json: the database has it")]
    [InlineData(
        "[Reducer] public static void Rename(ReducerContext ctx) { }",
        "Accept this change of 'rename' into spacetimedb.schema.json: the database has it")]
    public async Task What_is_no_longer_in_the_code_is_accepted_where_the_snapshot_has_it(string removed, string title)
    {
        const string left = "[Table(Accessor = \"Player\")] public partial struct Player { public uint Id; }";
        var project = ModuleWorkspace.Create(Module(left), DeployedModule.Snapshot(Module(left + removed)));

        var offered = await ModuleWorkspace.FixesAsync(project, Assert.Single(await ModuleWorkspace.FindingsAsync(project)));

        var accept = Assert.Single(offered, action => action.Title == title);
        Assert.Empty(await ModuleWorkspace.FindingsAsync(await ModuleWorkspace.ApplyAsync(project, accept)));

        static string Module(string members) =>
            $"using System.Collections.Generic; using SpacetimeDB; public static partial class Module {{ {members} }}";
    }

    [Fact]
    public Task What_goes_into_one_of_two_snapshots_goes_into_no_other() => Update.OneOfTwoSnapshots(
        deployed: "[Table] public partial struct Player { public uint Id; }",
        edited: "[Table] public partial struct Player { public uint Id; } [Table] public partial struct {|STS0003:{|STS0003:Item|}|} { public uint Id; } [Table] public partial struct {|STS0003:{|STS0003:Vault|}|} { public uint Id; }",
        accepted: "[Table] public partial struct Player { public uint Id; } [Table] public partial struct Item { public uint Id; } [Table] public partial struct Vault { public uint Id; }",
        UpdateSnapshotCodeFix.KeyOf("spacetimedb.staging.schema.json"),
        left: "[Table] public partial struct Player { public uint Id; } [Table] public partial struct {|STS0003:Item|} { public uint Id; } [Table] public partial struct {|STS0003:Vault|} { public uint Id; }");
}
