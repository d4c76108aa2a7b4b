namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS1104.</summary>
public class AutoIncAddedTests
{
    private const string Deployed = "[Table] public partial struct Player { [PrimaryKey] public uint Id; }";

    [Fact]
    public Task A_column_made_auto_increment_fails_on_any_row_that_has_a_number() => Verify.Finding(
        Deployed,
        edited: "[Table] public partial struct Player { [PrimaryKey, AutoInc] public uint {|STS1104:Id|}; }",
        says: "Column 'Id' of table 'player' became auto-increment: publish fails if any row has a value of 1 or more in it. Use a new table, or set the numbers yourself.",
        with: new() { Change = "AddSequence", Publish = "data-dependent", Disconnects = false, Stage = "plan", Affects = "player.id" });

    [Fact]
    public Task One_that_moved_in_an_event_table_is_checked_again() => Verify.Findings(
        deployed: "[Table(Event = true)] public partial struct Hit { [AutoInc] public uint Id; public uint Damage; }",
        edited: "[Table(Event = true)] public partial struct {|STS2010:Hit|} { public uint Damage; [AutoInc] public uint {|STS1104:Id|}; }",
        finding =>
        {
            if (finding.Id == "STS1104")
            {
                Assert.Equal(
                    "Column 'Id' of table 'hit' has another number, and its sequence is made anew: publish allows it, for an event table holds no rows.",
                    finding.GetMessage());
            }
        });

    [Fact]
    public Task It_may_be_taken_away() => Verify.Finding(
        deployed: "[Table] public partial struct Player { [PrimaryKey, AutoInc] public uint Id; }",
        edited: "[Table] public partial struct Player { [PrimaryKey] public uint {|STS0003:Id|}; }");

    [Fact]
    public Task A_new_table_may_have_it() => Verify.Finding(
        Deployed, edited: $$"""{{Deployed}} [Table] public partial struct {|STS0003:Item|} { [PrimaryKey, AutoInc] public uint Id; }""");

    [Fact]
    public Task A_half_typed_attribute_is_none() => Verify.HalfTyped(
        Deployed, edited: "[Table] public partial struct Player { [PrimaryKey, Auto] public uint Id; }");
}
