using SpacetimeSchema.Analyzers.CodeFixes.Attributes;
using Verify = SpacetimeSchema.Analyzers.Tests.Fixes.VerifyFix<SpacetimeSchema.Analyzers.CodeFixes.SchemaCodeFixProvider>;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

public class IndexAccessorTests
{
    [Fact]
    public Task A_changed_accessor_changes_back() => Verify.Source(
        """[Table] public partial struct Player { public uint Id; [SpacetimeDB.Index.BTree(Accessor = "by_score")] public uint Score; }""",
        """[Table] public partial struct Player { public uint Id; [SpacetimeDB.Index.BTree(Accessor = "ByScore")] public uint {|STS1010:Score|}; }""",
        """[Table] public partial struct Player { public uint Id; [SpacetimeDB.Index.BTree(Accessor = "by_score")] public uint Score; }""",
        IndexAccessorCodeFix.EquivalenceKey,
        "Keep the accessor 'by_score'");

    [Fact]
    public Task A_recased_field_keeps_its_accessor() => Verify.Source(
        """
        [Table] public partial struct Player
        {
            [SpacetimeDB.Index.BTree]
            public uint playerId;
        }
        """,
        """
        [Table] public partial struct Player
        {
            [SpacetimeDB.Index.BTree]
            public uint {|STS1010:{|STS0003:PlayerId|}|};
        }
        """,
        """
        [Table] public partial struct Player
        {
            [SpacetimeDB.Index.BTree(Accessor = "playerId")]
            public uint {|STS0003:PlayerId|};
        }
        """,
        IndexAccessorCodeFix.EquivalenceKey);

    [Fact]
    public Task An_index_over_several_columns_is_changed_at_the_type() => Verify.Source(
        """[Table, SpacetimeDB.Index.BTree(Accessor = "place", Columns = new[] { "X", "Y" })] public partial struct Tile { public int X; public int Y; }""",
        """[Table, SpacetimeDB.Index.BTree(Accessor = "Place", Columns = new[] { "X", "Y" })] public partial struct {|STS1010:Tile|} { public int X; public int Y; }""",
        """[Table, SpacetimeDB.Index.BTree(Accessor = "place", Columns = new[] { "X", "Y" })] public partial struct Tile { public int X; public int Y; }""",
        IndexAccessorCodeFix.EquivalenceKey);

    [Fact]
    public Task An_index_that_came_along_with_its_table_gets_a_name_of_its_own() => Verify.Source(
        """[Table] public partial struct Player { public uint Id; [SpacetimeDB.Index.BTree(Accessor = "ByScore", Name = "scores")] public uint Score; }""",
        """
        [Table] public partial struct {|STS2009:Player|} { public uint Id; public uint Score; }
        [Table] public partial struct {|STS0003:Hero|} { public uint Id; [SpacetimeDB.Index.BTree(Accessor = "ByScore", Name = "scores")] public uint {|STS1015:Score|}; }
        """,
        """
        [Table] public partial struct {|STS2009:Player|} { public uint Id; public uint Score; }
        [Table] public partial struct {|STS0003:Hero|} { public uint Id; [SpacetimeDB.Index.BTree(Accessor = "ByScore")] public uint Score; }
        """,
        IndexAccessorCodeFix.NameKey,
        "Let index 'ByScore' of 'hero' have a name of its own");

    [Fact]
    public Task A_column_that_became_unique_has_its_index_again() => Verify.Source(
        """[Table] public partial struct Player { public uint Id; [SpacetimeDB.Index.BTree(Accessor = "ByCode")] public uint Code; }""",
        """[Table] public partial struct Player { public uint Id; [Unique] public uint {|STS1103:{|STS1010:Code|}|}; }""",
        """[Table] public partial struct Player { public uint Id; [SpacetimeDB.Index.BTree(Accessor = "ByCode")] public uint Code; }""",
        IndexAccessorCodeFix.PlainKey,
        "Let 'Code' have its index 'ByCode' again in place of [Unique]");
}
