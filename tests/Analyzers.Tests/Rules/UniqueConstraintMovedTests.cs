namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS1011.</summary>
public class UniqueConstraintMovedTests
{
    [Fact]
    public Task A_unique_column_of_an_event_table_may_not_move() => Verify.Findings(
        deployed: "[Table(Event = true)] public partial struct Hit { public uint Damage; [Unique] public uint Id; }",
        edited: "[Table(Event = true)] public partial struct {|STS2010:Hit|} { [Unique] public uint {|STS1011:Id|}; public uint Damage; }");

    [Fact]
    public Task It_is_said_from_where_to_where() => Verify.Against(
        DeployedModule.Snapshot(
            "[Table(Event = true)] public partial struct Hit { public uint Damage; public uint Kind; [Unique] public uint Id; }"),
        edited: """
            #pragma warning disable STS2010
            [Table(Event = true)] public partial struct Hit { public uint Damage; [Unique] public uint {|STS1011:Id|}; }
            """,
        says: "The unique constraint on 'Id' of table 'hit' moved from column 2 to column 1: publish will reject it. Keep unique columns where they are.",
        with: new() { Change = "ChangeUniqueConstraint", Publish = "rejected", Disconnects = false, Stage = "plan", Affects = "hit.id" });

    [Fact]
    public Task In_another_table_what_moved_the_column_is_said_instead() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Score; [Unique] public uint Id; }",
        edited: "[Table] public partial struct Player { [Unique] public uint {|STS1004:Id|}; public uint Score; }",
        with: new() { Affects = "player.id" });

    [Fact]
    public Task Columns_behind_a_unique_one_may_move() => Verify.Finding(
        deployed: "[Table(Event = true)] public partial struct Hit { [Unique] public uint Id; public uint Damage; public string Name; }",
        edited: "[Table(Event = true)] public partial struct {|STS2010:Hit|} { [Unique] public uint Id; public string Name; public uint Damage; }");
}
