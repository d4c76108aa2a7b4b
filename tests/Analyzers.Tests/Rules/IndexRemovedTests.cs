using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS2009.</summary>
public class IndexRemovedTests
{
    private const string Edited = "[Table(Public = true)] public partial struct {|STS2009:Player|} { public uint Id; public uint Score; }";

    [Fact]
    public Task A_subscription_may_look_for_rows_by_a_removed_index() => Verify.Finding(
        deployed: "[Table(Public = true)] public partial struct Player { public uint Id; [SpacetimeDB.Index.BTree] public uint Score; }",
        Edited,
        says: "Index 'player_score_idx_btree' of table 'player' was removed: connected clients that filter by it see no more changes until all of them have reconnected, and subscriptions that join by it are refused. Look for both in the clients first, and in visibility filters.",
        with: new()
        {
            Severity = DiagnosticSeverity.Info,
            Change = "RemoveIndex",
            Publish = "allowed",
            Disconnects = false,
            Affects = "player.score",
        });

    [Fact]
    public Task Of_a_private_table_it_is_hidden() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Id; [SpacetimeDB.Index.BTree] public uint Score; }",
        edited: "[Table] public partial struct {|STS2009:Player|} { public uint Id; public uint Score; }",
        with: new() { Severity = DiagnosticSeverity.Hidden });

    /// <summary>
    /// A join is on the last column, with constants for the others. Who is subscribed looks for the index that was there.
    /// </summary>
    [Theory]
    [InlineData(
        """Accessor = "by_score", Columns = new[] { "Score" }""", """Accessor = "score", Name = "my_index", Columns = new[] { "Score" }""")]
    [InlineData("""Accessor = "by_both", Columns = new[] { "Id", "Score" }""", """Accessor = "by_score", Columns = new[] { "Score" }""")]
    public Task One_that_another_index_stands_in_for_hurts_who_is_subscribed(string old, string @new) => Verify.Findings(
        deployed: $$"""[Table(Public = true), SpacetimeDB.Index.BTree({{old}})] public partial struct Player { public uint Id; public uint Score; }""",
        edited: $$"""[Table(Public = true), SpacetimeDB.Index.BTree({{@new}})] public partial struct {|STS2009:Player|} { public uint Id; public uint {|STS0003:Score|}; }""",
        check: static finding => Assert.True(finding.Id == "STS0003" || finding.GetMessage().EndsWith(
            "was removed, and another one does its work: connected clients that filter or join by it see no more changes until all of them have reconnected. Let them do so after the publish.", StringComparison.Ordinal)));

    [Fact]
    public Task One_that_needs_more_constants_is_no_stand_in() => Verify.Findings(
        deployed: """[Table(Public = true)] public partial struct Player { public uint Id; [SpacetimeDB.Index.BTree] public uint Score; }""",
        edited: """[Table(Public = true), SpacetimeDB.Index.BTree(Accessor = "by_both", Columns = new[] { "Id", "Score" })] public partial struct {|STS2009:{|STS0003:Player|}|} { public uint Id; public uint Score; }""");

    [Fact]
    public Task A_unique_column_loses_its_index_with_its_constraint() => Verify.Findings(
        deployed: "[Table(Public = true)] public partial struct Player { public uint Id; [Unique] public uint Score; }",
        edited: "[Table(Public = true)] public partial struct {|STS2009:Player|} { public uint Id; public uint {|STS2012:Score|}; }");

    [Fact]
    public Task A_new_index_hurts_nobody() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Id; public uint Score; }",
        edited: "[Table] public partial struct Player { public uint Id; [SpacetimeDB.Index.BTree] public uint {|STS0003:Score|}; }",
        says: "The snapshot lacks the new index 'player_score_idx_btree' of table 'player'. Publish allows it; after you have published, take it over with the fix or with 'dotnet build -t:UpdateSchema'.");

    [Fact]
    public Task An_index_with_a_new_column_comes_with_it() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Id; }",
        edited: "[Table] public partial struct Player { public uint Id; [SpacetimeDB.Index.BTree, Default(0u)] public uint {|STS2001:Score|}; }");

    [Fact]
    public Task A_half_typed_attribute_is_no_index_yet() => Verify.HalfTyped(
        deployed: "[Table] public partial struct Player { public uint Id; public uint Score; }",
        edited: "[Table] public partial struct Player { public uint Id; [SpacetimeDB.Index.] public uint Score; }");

    [Fact]
    public Task One_that_went_to_another_column_under_its_name_is_called_by_it() => Verify.Findings(
        deployed: """[Table(Public = true)] public partial struct Player { [SpacetimeDB.Index.BTree(Accessor = "A", Name = "idx")] public uint X; public uint Y; }""",
        edited: """[Table(Public = true)] public partial struct Player { public uint X; [SpacetimeDB.Index.BTree(Accessor = "A", Name = "idx")] public uint {|STS2009:{|STS0003:Y|}|}; }""",
        check: static finding => Assert.Contains("ndex 'idx' of table 'player'", finding.GetMessage()));
}
