namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS1010.</summary>
public class IndexAccessorChangedTests
{
    /// <summary>What a server says, which does not tell the explicit names of indexes.</summary>
    private const string Told = """
        {"sections":[
         {"Typespace":{"types":[{"Product":{"elements":[{"name":{"some":"level"},"algebraic_type":{"U32":[]}}]}}]}},
         {"Types":[{"source_name":{"scope":[],"source_name":"Player"},"ty":0,"custom_ordering":true}]},
         {"Tables":[{"source_name":"Player","product_type_ref":0,"primary_key":[],"constraints":[],"sequences":[],
           "indexes":[{"source_name":{"some":"Player_Level_idx_btree"},"accessor_name":{"some":"ByLevel"},"algorithm":{"BTree":[0]}}],
           "table_type":{"User":[]},"table_access":{"Public":[]},"default_values":[],"is_event":false}]},
         {"ExplicitNames":{"entries":[{"Table":{"source_name":"Player","canonical_name":"player"}}]}}]}
        """;

    [Fact]
    public Task A_changed_accessor_is_rejected() => Verify.Finding(
        deployed: """[Table] public partial struct Player { public uint Id; [SpacetimeDB.Index.BTree(Accessor = "by_score")] public uint Score; }""",
        edited: """[Table] public partial struct Player { public uint Id; [SpacetimeDB.Index.BTree(Accessor = "ByScore")] public uint {|STS1010:Score|}; }""",
        says: "The accessor of index 'player_score_idx_btree' of table 'player' changed from 'by_score' to 'ByScore': publish will reject it. Keep it with Accessor = \"by_score\".",
        with: new()
        {
            Change = "ChangeIndexAccessor",
            Publish = "rejected",
            Disconnects = false,
            Stage = "plan",
            Affects = "player.score",
        });

    [Theory]
    [InlineData("SpacetimeDB.Index.BTree")]
    [InlineData("Unique")]
    [InlineData("PrimaryKey")]
    public Task Another_case_of_an_indexed_field_is_another_accessor(string attribute) => Verify.Findings(
        deployed: $$"""[Table] public partial struct Player { [{{attribute}}] public uint playerId; }""",
        edited: $$"""[Table] public partial struct Player { [{{attribute}}] public uint {|STS1010:{|STS0003:PlayerId|}|}; }""");

    [Theory]
    [InlineData("Unique", "Unique", "PlayerId", "Keep the name 'playerId' of the field, which is the accessor of a unique column.")]
    [InlineData("PrimaryKey", "Unique", "PlayerId", "Keep the name 'playerId' of the field, which is the accessor of a unique column.")]
    [InlineData(
        "SpacetimeDB.Index.BTree(Accessor = \"by_id\")",
        "Unique",
        "playerId",
        "Keep the plain index with Accessor = \"by_id\" in place of what makes the column unique.")]
    [InlineData("Unique", "SpacetimeDB.Index.BTree(Accessor = \"by_id\")", "playerId", "Keep it with Accessor = \"playerId\".")]
    public Task The_one_way_to_keep_it_is_said(string before, string after, string field, string remedy) => Verify.Findings(
        deployed: $$"""[Table] public partial struct Player { [{{before}}] public uint playerId; }""",
        edited: $$"""
            #pragma warning disable STS0003, STS1103, STS2007, STS2012
            [Table] public partial struct Player { [{{after}}] public uint {{"{|STS1010:"}}{{field}}{{"|}"}}; }
            """,
        finding => Assert.True(finding.Id != "STS1010" || finding.GetMessage().EndsWith(remedy), finding.GetMessage()));

    [Fact]
    public Task The_old_accessor_can_be_kept_on_a_plain_index() => Verify.Finding(
        deployed: """[Table] public partial struct Player { [SpacetimeDB.Index.BTree] public uint playerId; }""",
        edited: """[Table] public partial struct Player { [SpacetimeDB.Index.BTree(Accessor = "playerId")] public uint {|STS0003:PlayerId|}; }""");

    [Fact]
    public Task An_index_over_other_columns_is_another_index() => Verify.Findings(
        deployed: """[Table, SpacetimeDB.Index.BTree(Accessor = "place", Columns = new[] { "X", "Y" })] public partial struct Tile { public int X; public int Y; public int Z; }""",
        edited: """[Table, SpacetimeDB.Index.BTree(Accessor = "place", Columns = new[] { "X", "Z" })] public partial struct {|STS0003:{|STS2009:Tile|}|} { public int X; public int Y; public int Z; }""");

    [Fact]
    public Task While_it_is_typed_the_accessor_is_the_name_of_the_field() => Verify.HalfTyped(
        deployed: """[Table] public partial struct Player { public uint Id; [SpacetimeDB.Index.BTree] public uint Score; }""",
        edited: """[Table] public partial struct Player { public uint Id; [SpacetimeDB.Index.BTree(Accessor = )] public uint Score; }""");

    /// <summary>That of the code is held to have been there before.</summary>
    [Fact]
    public Task An_index_with_a_name_of_its_own_keeps_its_accessor_too_whatever_the_server_tells() => Verify.Against(
        snapshot: Told,
        edited: """[Table(Public = true)] public partial struct Player { [SpacetimeDB.Index.BTree(Accessor = "OnLevel", Name = "levels")] public uint {|STS1010:Level|}; }""",
        with: new() { Change = "ChangeIndexAccessor", Publish = "rejected", Errors = "ChangeIndexAccessor levels" });

    [Theory]
    [InlineData("SpacetimeDB.Index.BTree", "give the index a Name of its own, and it is made anew")]
    [InlineData("Unique", "take away what makes the column unique")]
    public Task One_that_has_none_cannot_keep_that_in_CSharp(string attribute, string remedy) => Verify.Against(
        snapshot: Told.Replace("""{"some":"ByLevel"}""", """{"none":[]}"""),
        edited: $$"""
            #pragma warning disable STS1103
            [Table(Public = true)] public partial struct Player { [{{attribute}}] public uint {{"{|STS1010:Level|}"}}; }
            """,
        says: $"The accessor of index 'player_level_idx_btree' of table 'player' changed from 'none' to 'Level': publish will reject it. The one that is deployed has none, which no attribute of C# can say: {remedy}.");

    [Fact]
    public Task Before_2_0_the_accessor_is_the_name_in_the_attribute() => Verify.Finding(
        deployed: """[Table] public partial struct Player { public uint Id; [SpacetimeDB.Index.BTree(Name = "by_score")] public uint Score; }""",
        edited: """[Table] public partial struct Player { public uint Id; [SpacetimeDB.Index.BTree(Name = "ByScore")] public uint {|STS1010:Score|}; }""",
        says: "The accessor of index 'Player_Score_idx_btree' of table 'Player' changed from 'by_score' to 'ByScore': publish will reject it. Keep it with Name = \"by_score\".",
        engine: "1.12.0");
}
