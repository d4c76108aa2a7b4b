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
    [InlineData(
        "PrimaryKey",
        "uint",
        "the primary key",
        "Publish it first with a default and without that attribute, fill it, and add the attribute in the next publish.")]
    [InlineData(
        "AutoInc",
        "uint",
        "auto-increment",
        "Publish it first with '[Default(0)]' and without that attribute, and add the attribute in the next publish, while no row has another number.")]
    [InlineData(
        "Unique, AutoInc",
        "uint",
        "unique",
        "Publish it first with a default and without these attributes, number the rows in a reducer, and make it unique in the next publish, but not auto-increment, which is refused where rows have numbers.")]
    [InlineData(
        "Unique",
        "Identity",
        "unique",
        "No constant is a default of identity, and a nullable column cannot be unique later: hold it in a new table.")]
    [InlineData(
        "Unique", "string?", "unique", "A nullable column has that attribute in no publish: take it off, and add '[Default(null!)]'.")]
    public Task What_can_be_done_in_the_next_publish_is_told(string attributes, string type, string trait, string next) => Verify.Finding(
        Deployed,
        edited: $$"""[Table] public partial struct Player { public uint Id; [{{attributes}}] public {{type}} {|STS1014:Number|}; }""",
        says: $"New column 'Number' of table 'player' is {trait}: it cannot have a default, and without one publish will reject it. {next}");

    [Fact]
    public Task A_sequence_is_refused_where_the_first_publish_let_rows_be_numbered() => Verify.Findings(
        deployed: "[Table] public partial struct Player { public uint Id; [Default(0)] public uint Number; }",
        edited: "[Table] public partial struct Player { public uint Id; [Unique, AutoInc] public uint {|STS0003:{|STS1103:{|STS1104:Number|}|}|}; }");

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
