using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS1015: an index with the name of one that is deployed in another table is held to be that one.</summary>
public class IndexMovedTests
{
    private const string Guild = "[Table(Accessor = \"Guild\")] public partial struct Guild { public uint Id; public uint Rank; ";
    private const string ByLevel = "[SpacetimeDB.Index.BTree(Accessor = \"ByLevel\", Name = \"by_level\")] ";

    [Fact]
    public Task A_renamed_table_does_not_take_a_named_index_along() => Verify.Findings(
        deployed: "[Table(Accessor = \"Player\")] public partial struct Player { public uint Id; " + ByLevel + "public uint Level; }",
        edited: "[Table(Accessor = \"Gamer\")] public partial struct {|STS1102:Player|} { public uint Id; " + ByLevel
            + "public uint {|STS1015:Level|}; }",
        IsMoved(
            "ChangeIndexSourceName",
            "rejected",
            says: "Index 'ByLevel' of table 'gamer' has the name 'by_level', by which index 'ByLevel' of table 'player' is deployed: publish accepts the plan and then fails to carry it out. Give it another name."));

    [Fact]
    public Task Before_SpacetimeDB_2_8_2_it_did() => Verify.Findings(
        deployed: "[Table(Accessor = \"Player\")] public partial struct Player { public uint Id; " + ByLevel + "public uint Level; }",
        edited: "[Table(Accessor = \"Gamer\")] public partial struct {|STS1102:Player|} { public uint Id; "
            + ByLevel + "public uint Level; }",
        engine: "2.8.1");

    [Fact]
    public Task Nor_does_it_where_the_columns_have_other_numbers() => Verify.Findings(
        deployed: "[Table(Accessor = \"Player\")] public partial struct Player { public uint Id; " + ByLevel + "public uint Level; }",
        edited: "[Table(Accessor = \"Gamer\")] public partial struct {|STS1102:Player|} { " + ByLevel
            + "public uint {|STS1015:Level|}; public uint Id; }",
        IsMoved("AddIndex", "allowed"));

    [Fact]
    public Task An_index_of_the_default_name_goes_with_its_table() => Verify.Findings(
        deployed: "[Table(Accessor = \"Player\")] public partial struct Player { public uint Id; [SpacetimeDB.Index.BTree] public uint Level; }",
        edited: "[Table(Accessor = \"Gamer\")] public partial struct {|STS1102:Player|} { public uint Id; [SpacetimeDB.Index.BTree] public uint Level; }");

    [Fact]
    public Task And_one_of_a_table_that_keeps_its_name_in_the_code() => Verify.Findings(
        deployed: "[Table(Accessor = \"Player\")] public partial struct Player { public uint Id; " + ByLevel + "public uint Level; }",
        edited: "[Table(Accessor = \"Player\", Name = \"gamer\")] public partial struct {|STS1102:Player|} { public uint Id; "
            + ByLevel + "public uint Level; }");

    [Fact]
    public Task The_planner_rejects_another_accessor() => Verify.Findings(
        deployed: "[Table(Accessor = \"Player\")] public partial struct Player { public uint Id; " + ByLevel + "public uint Level; }",
        edited: "[Table(Accessor = \"Gamer\")] public partial struct {|STS1102:Player|} { public uint Id; [SpacetimeDB.Index.BTree(Accessor = \"Levels\", Name = \"by_level\")] public uint {|STS1015:Level|}; }",
        IsMoved("ChangeIndexAccessor", "rejected", errors: "ChangeIndexAccessor by_level"));

    [Fact]
    public Task A_unique_column_that_got_the_names_of_another_is_one_finding() => Verify.Findings(
        deployed: "[Table(Accessor = \"Player\")] public partial struct Player { public uint Id; [Unique] public uint StatsLevel; }",
        edited: "[Table(Accessor = \"Player\")] public partial struct {|STS2009:Player|} { public uint Id; public uint {|STS2012:StatsLevel|}; } [Table(Accessor = \"PlayerStats\")] public partial struct {|STS0003:Stats|} { [Unique] public uint {|STS1015:Level|}; }",
        IsMoved(
            "ChangeIndexAccessor",
            "rejected",
            errors: "ChangeIndexAccessor player_stats_level_idx_btree;ChangeUniqueConstraint player_stats_level_key"));

    [Fact]
    public Task Between_deployed_tables_it_stays_where_it_was() => Verify.Findings(
        deployed: "[Table(Accessor = \"Player\")] public partial struct Player { public uint Id; " + ByLevel
            + "public uint Level; } " + Guild + "}",
        edited: "[Table(Accessor = \"Player\")] public partial struct {|STS2009:Player|} { public uint Id; public uint Level; } [Table(Accessor = \"Guild\")] public partial struct Guild { public uint Id; " + ByLevel + "public uint {|STS0003:{|STS1015:Rank|}|}; }",
        IsMoved("AddIndex", "allowed"));

    [Fact]
    public Task Unless_the_columns_have_other_numbers() => Verify.Findings(
        deployed: "[Table(Accessor = \"Player\")] public partial struct Player { public uint Id; " + ByLevel
            + "public uint Level; } " + Guild + "}",
        edited: "[Table(Accessor = \"Player\")] public partial struct {|STS2009:Player|} { public uint Id; public uint Level; } [Table(Accessor = \"Guild\")] public partial struct Guild { " + ByLevel + "public uint {|STS0003:Id|}; public uint Rank; }");

    [Fact]
    public Task A_new_table_has_it_beside_one_that_stays() => Verify.Findings(
        deployed: "[Table(Accessor = \"Player\")] public partial struct Player { public uint Id; " + ByLevel + "public uint Level; }",
        edited: "[Table(Accessor = \"Player\")] public partial struct {|STS2009:Player|} { public uint Id; public uint Level; } [Table(Accessor = \"Guild\")] public partial struct {|STS0003:Guild|} { public ulong Key; " + ByLevel + "public uint {|STS1015:Rank|}; }",
        IsMoved("AddTable", "allowed"));

    [Fact]
    public Task While_its_name_is_typed_it_has_none() => Verify.HalfTyped(
        deployed: "[Table(Accessor = \"Player\")] public partial struct Player { public uint Id; " + ByLevel
            + "public uint Level; } " + Guild + "}",
        edited: "[Table(Accessor = \"Player\")] public partial struct {|STS2009:Player|} { public uint Id; public uint Level; } "
            + Guild.Replace("public uint Rank", "[SpacetimeDB.Index.BTree(Accessor = \"ByLevel\", Name = )] public uint Rank") + "}");

    private static Action<Diagnostic> IsMoved(string change, string publish, string? says = null, string errors = "") => finding =>
    {
        if (finding.Id == "STS1015")
        {
            Assert.Equal(
                (change, publish, errors == "" ? "execution" : "plan", errors),
                (finding.Properties[ChangeProperties.Change], finding.Properties[ChangeProperties.Publish],
                    finding.Properties[ChangeProperties.Stage], finding.Properties[ChangeProperties.Errors]));
            Assert.Equal(says ?? finding.GetMessage(), finding.GetMessage());
        }
    };
}
