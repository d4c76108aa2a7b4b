using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using static SpacetimeSchema.Analyzers.Tests.Comparison.Model;

namespace SpacetimeSchema.Analyzers.Tests.Comparison;

/// <summary>The views among the cases of <see cref="PlannerOwnTests"/>.</summary>
public class PlannerOwnViewTests
{
    private static readonly ModuleSchema s_deployed = WithView(row: "(a: u64)", result: "option<Row>", parameters: "(x: u32)");

    /// <summary><c>add_view</c>.</summary>
    [Fact]
    public void A_new_view_disturbs_nobody()
    {
        var change = Assert.Single(Changes(ModuleSchema.Empty, s_deployed));
        Assert.Equal(("AddView", false), (change.Planner, change.Disconnects));
    }

    /// <summary><c>remove_view</c>.</summary>
    [Fact]
    public void A_removed_view_disconnects_the_clients()
    {
        var change = Assert.Single(Changes(s_deployed, ModuleSchema.Empty));
        Assert.Equal(("RemoveView", true), (change.Planner, change.Disconnects));
    }

    /// <summary><c>change_view_visibility_is_a_cheap_access_change</c>.</summary>
    [Fact]
    public void A_view_that_becomes_public_disturbs_nobody()
    {
        var change = Assert.Single(Changes(WithView(isPublic: false), WithView(isPublic: true)));
        Assert.Equal(("ChangeAccess", false), (change.Planner, change.Disconnects));
    }

    /// <summary><c>migrate_view_recompute</c>: a list in place of an option, and no change at all.</summary>
    [Theory]
    [InlineData("array<Row>", "UpdateView my_view")]
    [InlineData("query<Row>", "UpdateView my_view")]
    [InlineData("option<Row>", null)]
    public void A_view_with_the_same_columns_is_computed_anew(string result, string? planner)
    {
        Assert.Equal(planner is null ? [] : [planner], Plan(s_deployed, WithView(result: result)));
        Assert.DoesNotContain(Changes(s_deployed, WithView(result: result)), static change => change.Disconnects);
    }

    /// <summary><c>migrate_view_with_explicit_name</c>.</summary>
    [Fact]
    public void A_view_with_an_explicit_name_is_found_again()
    {
        var module = new ModuleSchema().WithType("Person", "(person_id: u64)")
            .WithView(
                new("Level2Person", TypeOf("array<Person>"))
                {
                    SourceName = "PersonAtLevel2",
                    IsPublic = true,
                    Parameters = [new("Level", TypeOf("u32"))],
                });
        Assert.Empty(Changes(module, module with { Policy = CaseConversionPolicy.SnakeCase }));
    }

    /// <summary>
    /// <c>migrate_view_disconnect_clients</c>. Its "Change parameter type" changes a column; here is the parameter as well.
    /// </summary>
    [Theory]
    [InlineData("(a: u64)", "(x: u32)", false)]
    [InlineData("(a: u64)", "(x: u32, y: u32)", true)]
    [InlineData("(a: u64)", "()", true)]
    [InlineData("(a: u64)", "(x: string)", true)]
    [InlineData("(a: u64, b: u64)", "(x: u32)", true)]
    [InlineData("(a: string)", "(x: u32)", true)]
    public void A_view_of_another_shape_disconnects_the_clients(string row, string parameters, bool isAnonymous) =>
        AssertDisconnects(s_deployed, WithView(row, "option<Row>", parameters, isAnonymous));

    [Fact]
    public void A_view_with_its_parameters_or_columns_removed_or_in_another_order_disconnects_the_clients()
    {
        AssertDisconnects(WithView(parameters: "(x: u32, y: u32)"), WithView(parameters: "(y: u32, x: u32)"));
        AssertDisconnects(WithView(row: "(a: u64, b: u64)"), WithView(row: "(b: u64, a: u64)"));
        AssertDisconnects(WithView(row: "(a: u64, b: u64)"), WithView(row: "(a: u64)"));
    }

    private static void AssertDisconnects(ModuleSchema deployed, ModuleSchema current)
    {
        var change = Assert.Single(Changes(deployed, current));
        Assert.Equal(("RemoveView", true), (change.Planner, change.Disconnects));
    }

    private static ModuleSchema WithView(
        string row = "(a: u64)",
        string result = "option<Row>",
        string parameters = "(x: u32)",
        bool isAnonymous = true,
        bool isPublic = true) =>
        new ModuleSchema { Policy = CaseConversionPolicy.SnakeCase }.WithType("Row", row).WithView(new("my_view", TypeOf(result))
        {
            IsPublic = isPublic,
            IsAnonymous = isAnonymous,
            Parameters = ((AlgebraicType.Product)TypeOf(parameters)).Fields,
        });
}
