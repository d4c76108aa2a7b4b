namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS1103.</summary>
public class UniqueConstraintAddedTests
{
    private const string Deployed = "[Table] public partial struct Player { public uint Id; public string Name; }";

    [Fact]
    public Task A_column_made_unique_fails_on_duplicates() => Verify.Finding(
        Deployed,
        edited: "[Table] public partial struct Player { public uint Id; [Unique] public string {|STS1103:Name|}; }",
        says: "Column 'Name' of table 'player' became unique: publish fails if two rows have the same value. Remove duplicates with a reducer first.",
        with: new() { Change = "AddConstraint", Publish = "data-dependent", Disconnects = false, Stage = "plan", Affects = "player.name" });

    [Fact]
    public Task So_does_a_new_primary_key() => Verify.Finding(
        Deployed,
        edited: "[Table] public partial struct Player { [PrimaryKey] public uint {|STS1103:Id|}; public string Name; }",
        says: "Column 'Id' of table 'player' became the primary key: publish fails if two rows have the same value. Remove duplicates with a reducer first.");

    [Fact]
    public Task An_event_table_has_no_duplicates() => Verify.Finding(
        deployed: "[Table(Event = true)] public partial struct Hit { public uint Damage; }",
        edited: "[Table(Event = true)] public partial struct Hit { [Unique] public uint {|STS1103:Damage|}; }",
        says: "Column 'Damage' of table 'hit' became unique: publish allows it, for an event table holds no rows.");

    [Fact]
    public Task A_unique_column_made_the_primary_key_is_allowed() => Verify.Finding(
        deployed: "[Table] public partial struct Player { [Unique] public uint Id; public string Name; }",
        edited: "[Table] public partial struct Player { [PrimaryKey] public uint {|STS0003:Id|}; public string Name; }");

    [Fact]
    public Task Before_2_7_1_it_is_rejected() => Verify.Finding(
        Deployed,
        edited: "[Table] public partial struct Player { public uint Id; [Unique] public string {|STS1103:Name|}; }",
        says: "Column 'Name' of table 'player' became unique: publish will reject it. Take the attribute out until the server is SpacetimeDB 2.7.1 or newer.",
        with: new() { Publish = "rejected", Stage = "plan" },
        engine: "2.7.0");

    [Fact]
    public Task A_half_typed_attribute_is_none() => Verify.HalfTyped(
        Deployed, edited: "[Table] public partial struct Player { public uint Id; [Uniq] public string Name; }");

    [Fact]
    public Task Of_two_tables_of_one_row_type_one_can_be_meant() => Verify.Finding(
        deployed: """[Table(Accessor = "player"), Table(Accessor = "bot")] public partial struct Player { public uint Id; }""",
        edited: """[Table(Accessor = "player"), Table(Accessor = "bot")] public partial struct Player { [Unique(Table = "bot")] public uint {|STS1103:Id|}; }""",
        with: new() { Affects = "bot.id" });
}
