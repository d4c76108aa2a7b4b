using SpacetimeSchema.Analyzers.CodeFixes.Restore;
using Verify = SpacetimeSchema.Analyzers.Tests.Fixes.VerifyFix<SpacetimeSchema.Analyzers.CodeFixes.SchemaCodeFixProvider>;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

public class RenameCollidingFieldTests
{
    [Fact]
    public Task The_newer_field_gets_another_name_with_all_uses() => Verify.Source(
        "[Table] public partial struct Player { public uint Id; public uint Player1; }",
        "[Table] public partial struct Player { public uint Id; public uint {|STS1015:Player1|}; [Default(0u)] public uint player_1; public readonly uint Last => player_1; }",
        "[Table] public partial struct Player { public uint Id; public uint Player1; [Default(0u)] public uint {|STS2001:player1New|}; public readonly uint Last => player1New; }",
        RenameCollidingFieldCodeFix.EquivalenceKey,
        "Rename 'player_1' to 'player1New'");

    [Fact]
    public Task An_index_goes_with_it() => Verify.Source(
        "[Table] public partial struct Player { public uint Id; public uint Player1; }",
        """[Table, SpacetimeDB.Index.BTree(Accessor = "Both", Columns = new[] { "player_1", "Id" })] public partial struct {|STS0003:Player|} { public uint Id; public uint {|STS1015:Player1|}; [Default(0u)] public uint player_1; }""",
        """[Table, SpacetimeDB.Index.BTree(Accessor = "Both", Columns = new[] { "player1New", "Id" })] public partial struct Player { public uint Id; public uint Player1; [Default(0u)] public uint {|STS2001:player1New|}; }""",
        RenameCollidingFieldCodeFix.EquivalenceKey);
}
