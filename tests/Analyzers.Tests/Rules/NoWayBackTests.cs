using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS2011.</summary>
public class NoWayBackTests
{
    private const string Player = "[Table(Public = true)] public partial struct Player { public uint Id; }";

    [Fact]
    public Task A_new_column_stays() => Verify.WayBack(
        Player,
        edited: "[Table(Public = true)] public partial struct Player { public uint Id; [Default(0u)] public uint {|STS2011:Score|}; }",
        says: "Once this is published there is no way back: publishing the deployed module again removes column 'score' of table 'player', which is rejected. Go back with a module that keeps the column.",
        with: new()
        {
            Severity = DiagnosticSeverity.Hidden,
            Change = "RemoveColumn",
            Publish = "allowed",
            Disconnects = true,
            Stage = "plan",
            WayBack = "rejected",
            Affects = "player.score",
            Baseline = "spacetimedb.schema.json",
        });

    [Fact]
    public Task A_new_table_must_be_empty_before_it_goes() => Verify.WayBack(
        Player,
        edited: $$"""{{Player}} [Table] public partial struct {|STS2011:Item|} { public uint Id; }""",
        says: "Once this is published there is no way back: publishing the deployed module again removes table 'item', which fails unless it is empty. Empty it with a reducer before, or go back with a module that keeps it.",
        with: new() { Change = "RemoveTable", Publish = "allowed", WayBack = "data-dependent", Affects = "item" });

    [Fact]
    public Task A_new_event_table_is_always_empty() =>
        Verify.WayBack(Player, edited: $$"""{{Player}} [Table(Event = true)] public partial struct Hit { public uint Damage; }""");

    [Fact]
    public Task Before_2_2_a_new_table_stays() => Verify.WayBack(
        Player,
        edited: $$"""{{Player}} [Table] public partial struct {|STS2011:Item|} { public uint Id; }""",
        says: "Once this is published there is no way back: publishing the deployed module again removes table 'item', which is rejected. Go back with a module that keeps the table.",
        with: new() { WayBack = "rejected" },
        engine: "2.1.0");

    [Fact]
    public Task A_table_that_got_another_name_is_emptied_twice() => Verify.WayBack(
        """[Table(Accessor = "Auction")] public partial struct Offer { public uint Id; public string Name; }""",
        edited: """[Table(Accessor = "Market")] public partial struct {|STS2011:Offer|} { public uint Id; public string Name; }""",
        says: "Once this is published there is no way back: publishing the deployed module again removes table 'market', which fails unless it is empty, and creates 'auction' without rows. Empty 'market' with a reducer before.",
        with: new() { Change = "RemoveTable", Publish = "data-dependent", WayBack = "data-dependent", Affects = "auction;market" });

    [Fact]
    public Task A_new_variant_stays_in_the_tables_that_hold_it() => Verify.WayBack(
        "[Type] public enum Mood { Calm } [Table] public partial struct Player { public uint Id; public Mood Mood; }",
        edited: "[Type] public enum Mood { Calm, {|STS2011:Angry|} } [Table] public partial struct Player { public uint Id; public Mood Mood; }",
        says: "Once this is published there is no way back: publishing the deployed module again removes variant 'Angry' of 'Mood' while column player.mood holds it, which is rejected. Go back with a module that keeps the variant.",
        with: new() { Change = "ChangeColumnTypeFewerVariants", Publish = "allowed", WayBack = "rejected", Affects = "player.mood" });

    [Fact]
    public Task Each_of_several_new_variants_is_told_where_it_stands() => Verify.WayBack(
        "[Type] public enum Mood { Calm } [Table] public partial struct Player { public uint Id; public Mood Mood; }",
        edited: "[Type] public enum Mood { Calm, {|STS2011:Angry|}, {|STS2011:Sad|} } [Table] public partial struct Player { public uint Id; public Mood Mood; }");

    [Fact]
    public Task A_column_that_is_unique_no_longer_may_have_got_duplicates() => Verify.WayBack(
        "[Table] public partial struct Player { [Unique] public uint Id; }",
        edited: "[Table] public partial struct Player { public uint {|STS2011:Id|}; }",
        says: "Once this is published there is no way back: publishing the deployed module again makes 'id' of table 'player' unique again, which fails if two rows have the same value by then. Remove duplicates with a reducer before.",
        with: new() { Change = "AddConstraint", WayBack = "data-dependent" });

    [Fact]
    public Task Before_2_7_1_it_cannot_become_unique_again() => Verify.WayBack(
        "[Table] public partial struct Player { [Unique] public uint Id; }",
        edited: "[Table] public partial struct Player { public uint {|STS2011:Id|}; }",
        says: "Once this is published there is no way back: publishing the deployed module again makes 'id' of table 'player' unique again, which is rejected. Go back with a module that leaves the attribute out.",
        with: new() { Change = "AddConstraint", WayBack = "rejected" },
        engine: "2.7.0");

    [Fact]
    public Task A_column_that_counted_holds_its_numbers() => Verify.WayBack(
        "[Table] public partial struct Player { [PrimaryKey, AutoInc] public uint Id; }",
        edited: "[Table] public partial struct Player { [PrimaryKey] public uint {|STS2011:Id|}; }",
        says: "Once this is published there is no way back: publishing the deployed module again makes column 'id' of table 'player' auto-increment again, which fails if any row has a value of 1 or more in it. Go back with a module that leaves the attribute out.",
        with: new() { Change = "AddSequence", WayBack = "data-dependent" });

    [Fact]
    public Task A_constraint_of_an_event_table_moves_neither_way() => Verify.WayBack(
        "[Table(Event = true)] public partial struct Hit { public uint By; [Unique] public uint Id; }",
        edited: "[Table(Event = true)] public partial struct Hit { public uint By; [Unique] public uint Id; public uint Damage; }");

    [Fact]
    public Task Before_2_2_a_changed_primary_key_ends_all_publishing() => Verify.WayBack(
        "[Table] public partial struct Player { [PrimaryKey] public uint Id; [Unique] public string Name; }",
        edited: "[Table] public partial struct Player { [Unique] public uint Id; [PrimaryKey] public string {|STS2011:Name|}; }",
        says: "Once this is published there is no way back: publishing the deployed module again fails with 'Primary key mismatch', as every later publish does. Update the server to SpacetimeDB 2.2 before you change a primary key.",
        with: new() { WayBack = "rejected", Stage = "execution" },
        engine: "2.1.0");

    [Theory]
    [InlineData(
        "[Table(Public = true)] public partial struct Player { [PrimaryKey] public uint Id; [Unique] public string Name; }",
        "[Table] public partial struct Player { [Unique] public uint Id; [PrimaryKey] public string Name; }")]
    [InlineData(
        "[Table] public partial struct Player { [SpacetimeDB.Index.BTree] public uint Id; }",
        "[Table] public partial struct Player { public uint Id; }")]
    [InlineData(
        "[Table] public partial struct Player { public uint Id; }",
        "[Table] public partial struct Player { [SpacetimeDB.Index.BTree] public uint Id; }")]
    [InlineData(
        "[Table] public partial struct Player { public uint Id; } [Table] public partial struct Item { public uint Id; }",
        "[Table] public partial struct Player { public uint Id; }")]
    public Task What_publish_takes_back_has_a_way(string deployed, string edited) => Verify.WayBack(deployed, edited);

    /// <summary>The key moved, which is allowed, and so did its column, which is not: there is nothing to take back.</summary>
    [Fact]
    public Task What_is_rejected_in_both_directions_needs_none() => Verify.WayBack(
        "[Table] public partial struct Shot { [PrimaryKey] public uint Owner; public uint Speed; [Unique] public uint Id; }",
        edited: "[Table] public partial struct Shot { [PrimaryKey] public uint Id; [Unique] public uint Owner; public uint Speed; }");

    [Fact]
    public Task What_publish_rejects_needs_none() => Verify.WayBack(
        Player,
        edited: "[Table(Public = true)] public partial struct Player { public uint Id; public uint Score; }");

    /// <summary>
    /// A compiler does not run an analyzer whose rules are all hidden: whoever does not ask for the rule does not pay for it.
    /// </summary>
    [Fact]
    public void It_is_the_hidden_rule_of_an_analyzer_of_its_own() =>
        Assert.Equal(
            [("STS2011", DiagnosticSeverity.Hidden)],
            new WayBackAnalyzer().SupportedDiagnostics.Select(static rule => (rule.Id, rule.DefaultSeverity)));

    [Fact]
    public Task An_unchanged_module_has_nothing_to_take_back() => Verify.WayBack(Player, Player);

    [Theory]
    [InlineData("[Table] public partial struct Player { public uint Id; [Default(0u)] public uint {|STS2011:Score|}; public }")]
    [InlineData(
        "[Table] public partial struct Player { public uint Id; } [Table] public partial struct {|STS2011:Item|} { public Nothing Id; }")]
    [InlineData("[Table] public partial struct Player { public uint Id; } [Table( public partial struct Item { public uint Id; }")]
    public Task Half_typed_code_is_compared_as_far_as_it_goes(string edited) =>
        new SchemaTest(edited) { Analyzers = [new WayBackAnalyzer()] }
            .Against(DeployedModule.Snapshot("[Table] public partial struct Player { public uint Id; }"))
            .HalfTyped()
            .RunAsync();
}
