using SpacetimeSchema.Analyzers.CodeFixes.Restore;
using SpacetimeSchema.Analyzers.Tests.Rules;
using Verify = SpacetimeSchema.Analyzers.Tests.Fixes.VerifyFix<SpacetimeSchema.Analyzers.CodeFixes.SchemaCodeFixProvider>;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

public class RestoreOrderTests
{
    private const string Key = RestoreOrderCodeFix.EquivalenceKey;

    private const string Tick = "\npublic static class Module { [Reducer] public static void Tick(ReducerContext ctx, Timer row) { } }";

    [Fact]
    public Task Columns_go_back_with_their_comments() => Verify.Source(
        """
        [Table] public partial struct Player
        {
            public uint Id;
            public string Name;
            public int Score;
        }
        """,
        """
        [Table] public partial struct Player
        {
            // Counts up.
            public uint Id;
            public int {|STS1004:Score|}; // of the season
            /// <summary>What others see.</summary>
            public string Name;
        }
        """,
        """
        [Table] public partial struct Player
        {
            // Counts up.
            public uint Id;
            /// <summary>What others see.</summary>
            public string Name;
            public int Score; // of the season
        }
        """,
        Key,
        "Restore the order of 'Player'");

    [Fact]
    public Task A_renamed_column_stays_in_the_place_of_the_old_one() => Verify.Source(
        """
        [Table] public partial struct Slot
        {
            public uint Id;
            public string ContainerTable;
            public int Place;
            public string ItemType;
            public uint Quantity;
        }
        """,
        """
        [Table] public partial struct Slot
        {
            public uint Id;
            public string {|STS1002:ContainerType|};
            public string ItemType;
            public uint Quantity;
            public int {|STS1004:Place|};
        }
        """,
        """
        [Table] public partial struct Slot
        {
            public uint Id;
            public string {|STS1002:ContainerType|};
            public int Place;
            public string ItemType;
            public uint Quantity;
        }
        """,
        Key,
        "Restore the order of 'Slot'",
        all: """
        [Table] public partial struct Slot
        {
            public uint Id;
            public string ContainerTable;
            public int Place;
            public string ItemType;
            public uint Quantity;
        }
        """);

    [Fact]
    public Task Sorted_members_are_unsorted_at_once() => Verify.Source(
        "[Table] public partial struct Item { public uint Id; public uint D; public uint C; public uint B; public uint A; }",
        "[Table] public partial struct Item { public uint {|STS1004:A|}; public uint B; public uint C; public uint D; public uint Id; }",
        "[Table] public partial struct Item { public uint Id; public uint D; public uint C; public uint B; public uint A; }",
        Key);

    [Fact]
    public Task A_moved_field_of_a_stored_type_goes_back() => Verify.Source(
        "[Table] public partial struct Player { public uint Id; public Point Position; } [Type] public partial struct Point { public int X; public int Y; }",
        "[Table] public partial struct Player { public uint Id; public Point Position; } [Type] public partial struct Point { public int {|STS1008:Y|}; public int X; }",
        "[Table] public partial struct Player { public uint Id; public Point Position; } [Type] public partial struct Point { public int X; public int Y; }",
        Key);

    [Fact]
    public Task A_unique_column_of_an_event_table_goes_back() => Verify.Source(
        "[Table(Event = true)] public partial struct Hit { public uint Damage; [Unique] public uint Id; }",
        "[Table(Event = true)] public partial struct {|STS2010:Hit|} { [Unique] public uint {|STS1011:Id|}; public uint Damage; }",
        "[Table(Event = true)] public partial struct Hit { public uint Damage; [Unique] public uint Id; }",
        Key);

    [Fact]
    public Task The_time_of_a_scheduled_event_table_goes_back() => Verify.Source(
        "[Table(Scheduled = \"Tick\", Event = true)] public partial struct Timer { [PrimaryKey, AutoInc] public ulong Id; public ScheduleAt ScheduledAt; }" + Tick,
        "[Table(Scheduled = \"Tick\", Event = true)] public partial struct {|STS1012:{|STS2010:Timer|}|} { [PrimaryKey, AutoInc] public ulong Id; public int Score; public ScheduleAt ScheduledAt; }" + Tick,
        "[Table(Scheduled = \"Tick\", Event = true)] public partial struct {|STS2010:Timer|} { [PrimaryKey, AutoInc] public ulong Id; public ScheduleAt ScheduledAt; public int Score; }" + Tick,
        Key);

    /// <summary>What leads to the same text is offered once.</summary>
    [Fact]
    public async Task A_new_column_before_it_goes_to_the_end_in_one_way()
    {
        const string deployed = "[SpacetimeDB.Table(Event = true)] public partial struct Hit { [SpacetimeDB.Unique] public uint Id; }";
        var project = ModuleWorkspace.Create(
            deployed.Replace("{ ", "{ public uint Damage; "), DeployedModule.Snapshot(deployed));
        var finding = (await ModuleWorkspace.FindingsAsync(project)).Single(static finding => finding.Id == "STS1011");

        Assert.Equal(
            ["Restore the order of 'Hit'"],
            (await ModuleWorkspace.RepairsAsync(project, finding)).Select(static fix => fix.Title));
    }

    [Fact]
    public Task A_column_before_it_comes_back() => Verify.Source(
        "[Table(Event = true)] public partial struct Hit { public uint Damage; public int Kind; [Unique] public uint Id; }",
        "[Table(Event = true)] public partial struct {|STS2010:Hit|} { public int Kind; [Unique] public uint {|STS1011:Id|}; }",
        "[Table(Event = true)] public partial struct Hit { public uint Damage; public int Kind; [Unique] public uint Id; }",
        Key,
        "Restore the columns of 'Hit'");

    [Fact]
    public Task Regions_and_methods_stay_where_they_are() => Verify.Source(
        """
        [Table] public partial struct Player
        {
            public uint Id;
            public string Name;
            public int Score;
        }
        """,
        """
        [Table] public partial struct Player
        {
            public uint Id;
            #region Points
            public int {|STS1004:Score|};
            #endregion

            public readonly string Label() => Name;

            public string Name;
        }
        """,
        """
        [Table] public partial struct Player
        {
            public uint Id;
            public string Name;
            #region Points
            public int Score;
            #endregion

            public readonly string Label() => Name;
        }
        """,
        Key);

    [Fact]
    public Task Columns_under_a_condition_are_not_moved() => Verify.NotOffered(
        "[Table] public partial struct Player { public uint Id; public string Name; public int Score; }",
        """
        [Table] public partial struct Player
        {
            public uint Id;
        #if !NEVER
            public int {|STS1004:Score|};
        #endif
            public string Name;
        }
        """,
        Key);

    [Fact]
    public Task Two_nested_tables_are_put_in_order_together() => Verify.Source(
        "public static partial class Module { [Table] public partial struct A { public uint Id; public int X; } [Table] public partial struct B { public uint Id; public int X; } }",
        "public static partial class Module { [Table] public partial struct A { public int {|STS1004:X|}; public uint Id; } [Table] public partial struct B { public int {|STS1004:X|}; public uint Id; } }",
        "public static partial class Module { [Table] public partial struct A { public uint Id; public int X; } [Table] public partial struct B { public uint Id; public int X; } }",
        Key);

    [Fact]
    public Task Tabs_and_line_ends_survive() => Verify.Source(
        "[Table] public partial class Player\r\n{\r\n\tpublic uint Id;\r\n\tpublic string Name;\r\n\tpublic int X, Y;\r\n}\r\n",
        "[Table] public partial class Player\r\n{\r\n\tpublic int {|STS1004:X|}, Y;\r\n\tpublic uint Id;\r\n\tpublic string Name;\r\n}\r\n",
        "[Table] public partial class Player\r\n{\r\n\tpublic uint Id;\r\n\tpublic string Name;\r\n\tpublic int X, Y;\r\n}\r\n",
        Key);
}
