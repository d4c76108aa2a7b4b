namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS1014.</summary>
public class UniqueColumnAddedTests
{
    private const string Deployed = "[Table] public partial struct Player { public uint Id; }";

    [Fact]
    public Task A_new_unique_column_takes_two_publishes() => Verify.Finding(
        Deployed,
        edited: "[Table] public partial struct Player { public uint Id; [Unique] public string {|STS1014:Name|}; }",
        says: "New column 'Name' of table 'player' is unique: it cannot have a default, and without one publish will reject it. Publish it first with a default and without that attribute, fill it, and add the attribute in the next publish.",
        with: new() { Change = "AddColumn", Publish = "rejected", Disconnects = false, Stage = "plan", Affects = "player.name" });

    [Theory]
    [InlineData("PrimaryKey", "the primary key")]
    [InlineData("AutoInc", "auto-increment")]
    [InlineData("Unique, AutoInc", "unique")]
    public Task So_does_any_other_that_cannot_have_a_default(string attributes, string trait) => Verify.Finding(
        Deployed,
        edited: $$"""[Table] public partial struct Player { public uint Id; [{{attributes}}] public uint {|STS1014:Number|}; }""",
        says: $"New column 'Number' of table 'player' is {trait}: it cannot have a default, and without one publish will reject it. Publish it first with a default and without that attribute, fill it, and add the attribute in the next publish.");

    [Fact]
    public Task An_indexed_one_needs_a_default_only() => Verify.Findings(
        Deployed,
        edited: "[Table] public partial struct Player { public uint Id; [SpacetimeDB.Index.BTree, Default(0u)] public uint {|STS2001:Score|}; [SpacetimeDB.Index.BTree] public uint {|STS1005:Lives|}; }");

    [Fact]
    public Task The_second_publish_depends_on_the_data() => Verify.Findings(
        deployed: """[Table] public partial struct Player { public uint Id; [Default("")] public string Name; }""",
        edited: """[Table] public partial struct Player { public uint Id; [Unique] public string {|STS0003:{|STS1103:Name|}|}; }""");

    [Fact]
    public Task A_half_typed_attribute_makes_nothing_unique() => Verify.HalfTyped(
        Deployed,
        edited: "[Table] public partial struct Player { public uint Id; [Uni] public string {|STS1005:Name|}; }");
}
