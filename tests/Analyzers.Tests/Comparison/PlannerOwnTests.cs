using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using static SpacetimeSchema.Analyzers.Tests.Comparison.Model;

namespace SpacetimeSchema.Analyzers.Tests.Comparison;

/// <summary>
/// The cases that SpacetimeDB 2.8.3 tests its planner with (<c>crates/schema/src/auto_migrate.rs</c>, <c>mod tests</c>), said anew.
/// Not here, because a C# module cannot say it or the comparison does not see it:
/// <list type="bullet">
/// <item>a table that becomes a system table (in <c>auto_migration_errors</c>): the generators declare user tables alone;</item>
/// <item>the twelve <c>submodule_*</c>, <c>*_whole_submodule</c> and <c>nested_submodule_*</c>: C# has no submodules;</item>
/// <item>the three <c>print_*</c>: how the command line prints a plan;</item>
/// <item><c>migrate_index_with_changed_source_name</c> beyond its verdict: the alias of an index follows from names that are
/// compared.</item>
/// </list>
/// </summary>
public class PlannerOwnTests
{
    /// <summary><c>successful_auto_migration</c>.</summary>
    [Fact]
    public void A_module_that_changes_in_every_allowed_way_is_planned()
    {
        var changes = Changes(Initial(), Updated());
        AssertSame(
            [
                "AddIndex apples.apples_id_count_idx_btree",
                "RemoveConstraint apples.id",
                "RemoveIndex apples.apples_id_name_idx_btree",
                "RemoveSequence apples.id",
                "AddColumns bananas.freshness",
                "AddSequence bananas.id",
                "ChangeAccess bananas",
                "RemoveSchedule deliveries",
                "AddSchedule inspections",
                "AddTable oranges",
                "ChangeColumns Sum.v2",
                "RemoveView my_view",
                "AddReducer perform_inspection",
                "AddRowLevelSecurity SELECT * FROM Bananas",
                "RemoveRowLevelSecurity SELECT * FROM Apples",
            ],
            changes.Select(static change => $"{change.Planner} {change.Subject}"));
        Assert.DoesNotContain(changes, static change => change is { Publish: PublishVerdict.Rejected, Stage: PublishStage.Plan });
        Assert.Equal(
            ["AddSequence bananas.id"],
            changes.Where(static change => change.Publish == PublishVerdict.DataDependent)
                .Select(static change => $"{change.Planner} {change.Subject}"));
        Assert.Equal(
            [SchemaElement.Column("apples", "sum"), SchemaElement.Column("deliveries", "sum")],
            changes.Single(static change => change.Planner == "ChangeColumns").Affects);
        Assert.Contains(changes, static change => change.Disconnects);
    }

    /// <summary><c>auto_migration_errors</c>, but for the type of the table.</summary>
    [Fact]
    public void Each_error_of_the_planner_is_named()
    {
        var deployed = Module(
                Table("apples", "id: u64", "name: string", "sum1: Sum1", "prod1: Prod1", "count: u16").WithIndex("id_index", "id")
                    .WithUnique("name", "sum1").WithIndex(null, "name", "sum1"),
                Table("bananas", "id: u64", "name: string", "count: u16"))
            .WithType("Foo2", "{foo21: bool | foo22: u32 | foo23: u32}")
            .WithType("Foo", "(foo1: string, foo2: Foo2, foo3: i32)")
            .WithType("Sum1", "{foo: array<Foo> | bar: u128}")
            .WithType("Prod1", "(baz: bool, qux: bool)");
        var current = Module(
                Table("apples", "name: u32", "id: u64", "sum1: Sum1", "prod1: Prod1", "weight: u16")
                    .WithIndex("id_index_new_accessor", "id").WithUnique("id", "name").WithIndex(null, "id", "name")
                    .WithUnique("name").WithIndex(null, "name"))
            .WithType("Foo2", "{bad: bool | foo22: u64}")
            .WithType("Foo", "(bad: string, foo2: Foo2)")
            .WithType("Sum1", "{bad: array<Foo>}")
            .WithType("Prod1", "(bad: bool)");
        AssertSame(
            [
                "AddColumn apples.weight",
                "RemoveColumn apples.count",
                "ReorderTable apples",
                "ChangeColumnType apples.name",
                "ChangeWithinColumnTypeRenamedVariant apples.sum1",
                "ChangeWithinColumnType apples.sum1",
                "ChangeWithinColumnTypeFewerVariants apples.sum1",
                "ChangeWithinColumnTypeSizeMismatch apples.sum1",
                "ChangeWithinColumnTypeAlignMismatch apples.sum1",
                "ChangeWithinColumnTypeRenamedField apples.sum1",
                "ChangeWithinColumnTypeFewerFields apples.sum1",
                "ChangeColumnTypeRenamedVariant apples.sum1",
                "ChangeColumnTypeFewerVariants apples.sum1",
                "ChangeColumnTypeSizeMismatch apples.sum1",
                "ChangeColumnTypeAlignMismatch apples.sum1",
                "ChangeColumnTypeRenamedField apples.prod1",
                "ChangeColumnTypeFewerFields apples.prod1",
                "ChangeIndexAccessor apples_id_idx_btree",
            ],
            Changes(deployed, current).SelectMany(static change => change.Errors).Select(static error => error.ToString()));
    }

    /// <summary><c>migrate_index_with_changed_source_name</c>: the alias is made of names in the code, which are free.</summary>
    [Fact]
    public void An_index_whose_alias_alone_changed_stays()
    {
        var table = Table("fruit_basket", "basket_id: u64", "fruit_name: string").WithIndex("fruitNameIndex", "basket_id", "fruit_name");
        Assert.Equal(["ChangeTableAccessorName fruit_basket"], Plan(Module(table), Module(table with { Accessor = "Baskets" })));
    }

    /// <summary><c>migrate_table_with_changed_accessor_name</c>.</summary>
    [Fact]
    public void A_table_that_the_code_calls_otherwise_stays() => Assert.Equal(
        ["ChangeTableAccessorName my_table"],
        Plan(Module(Table("my_table", "id: u64")), Module(Table("my_table", "id: u64") with { Accessor = "renamed_table" })));

    /// <summary><c>migrate_column_with_changed_accessor_name</c>.</summary>
    [Fact]
    public void A_column_that_the_code_calls_otherwise_stays()
    {
        static ModuleSchema WithField(string field) =>
            Module(Table("my_table", "my_field: u64").WithColumn("my_field", column => column with { SourceName = field }));
        Assert.Equal(["ChangeColumnAccessorName my_table.my_field"], Plan(WithField("my_field"), WithField("myField")));
    }

    /// <summary><c>change_rls_disconnect_clients</c>.</summary>
    [Theory]
    [InlineData("", "", false)]
    [InlineData("SELECT true;", "SELECT false;", true)]
    [InlineData("SELECT true;", "", true)]
    [InlineData("", "SELECT false;", true)]
    [InlineData("SELECT true;", "SELECT true;", false)]
    public void Another_set_of_visibility_filters_disconnects_the_clients(string deployed, string current, bool disconnects)
    {
        static ModuleSchema WithFilter(string sql) => new() { VisibilityFilters = sql.Length == 0 ? [] : [sql] };
        Assert.Equal(disconnects, Changes(WithFilter(deployed), WithFilter(current)).Any(static change => change.Disconnects));
    }

    /// <summary><c>test_change_event_flag_rejected</c>, in both directions, and <c>test_same_event_flag_accepted</c>.</summary>
    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void The_event_flag_stays_as_it_is(bool wasEvent, bool isEvent)
    {
        var (deployed, current) = (Module(
            Table("events", "id: u64") with { IsEvent = wasEvent }), Module(Table("events", "id: u64") with { IsEvent = isEvent }));
        Assert.Equal(
            wasEvent == isEvent ? [] : ["ChangeTableEventFlag events"],
            Changes(deployed, current).SelectMany(static change => change.Errors).Select(static error => error.ToString()));
    }

    /// <summary><c>remove_table_produces_step</c> and <c>remove_table_does_not_produce_orphan_sub_object_steps</c>.</summary>
    [Fact]
    public void A_removed_table_is_one_change_with_all_that_it_has()
    {
        var drop = Table("drop", "id: u64").WithPrimaryKey("id").WithAutoInc("id");
        var change = Assert.Single(Changes(Module(Table("keep", "id: u64"), drop), Module(Table("keep", "id: u64"))));
        Assert.Equal(("RemoveTable", SchemaElement.Table("drop"), true), (change.Planner, change.Subject, change.Disconnects));
    }

    private static void AssertSame(string[] expected, IEnumerable<string> actual) =>
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Distinct().Order(StringComparer.Ordinal));

    private static ModuleSchema Initial() => Module(
            Table("apples", "id: u64", "name: string", "count: u16", "sum: Sum").WithAutoInc("id").WithUnique("id")
                .WithIndex("id_index", "id").WithIndex("id_name_index", "id", "name"),
            Table("bananas", "id: u64", "name: string", "count: u16") with { IsPublic = true },
            Table("deliveries", "scheduled_id: u64", "scheduled_at: schedule_at", "sum: array<Sum>").WithPrimaryKey("scheduled_id")
                .WithAutoInc("scheduled_id") with { Schedule = new("check_deliveries", "scheduled_at") },
            Table("inspections", "scheduled_id: u64", "scheduled_at: schedule_at")
                .WithPrimaryKey("scheduled_id").WithAutoInc("scheduled_id"))
        .WithType("Sum", "{v1: u64}")
        .WithType("MyViewReturn", "(a: u64, b: u64)")
        .WithReducer("check_deliveries", "Deliveries")
        .WithView(
            new("my_view", TypeOf("option<MyViewReturn>"))
            {
                IsPublic = true,
                IsAnonymous = true,
                Parameters = [new("x", TypeOf("u32")), new("y", TypeOf("u32"))],
            })
        with { VisibilityFilters = ["SELECT * FROM Apples"] };

    private static ModuleSchema Updated() => Module(
            Table("apples", "id: u64", "name: string", "count: u16", "sum: Sum").WithIndex("id_index", "id")
                .WithIndex("id_count_index", "id", "count"),
            Table("bananas", "id: u64", "name: string", "count: u16", "freshness: u32").WithAutoInc("id")
                .WithDefault("freshness", "05000000"),
            Table("deliveries", "scheduled_id: u64", "scheduled_at: schedule_at", "sum: array<Sum>")
                .WithPrimaryKey("scheduled_id").WithAutoInc("scheduled_id"),
            Table("inspections", "scheduled_id: u64", "scheduled_at: schedule_at").WithPrimaryKey("scheduled_id")
                .WithAutoInc("scheduled_id") with { Schedule = new("perform_inspection", "scheduled_at") },
            Table("oranges", "id: u32").WithPrimaryKey("id").WithAutoInc("id"))
        .WithType("Sum", "{v1: u64 | v2: bool}")
        .WithType("MyViewReturn", "(a: u64)")
        .WithReducer("check_deliveries", "Deliveries")
        .WithReducer("perform_inspection", "Inspections")
        .WithView(
            new("my_view", TypeOf("option<MyViewReturn>")) { IsPublic = true, IsAnonymous = true, Parameters = [new("x", TypeOf("u32"))] })
        with { VisibilityFilters = ["SELECT * FROM Bananas"] };
}
