using SpacetimeSchema.Analyzers.CodeFixes.Snapshot;
using Accept = SpacetimeSchema.Analyzers.Tests.Fixes.VerifyFix<SpacetimeSchema.Analyzers.CodeFixes.Snapshot.AcceptChangeCodeFix>;
using Update = SpacetimeSchema.Analyzers.Tests.Fixes.VerifyFix<SpacetimeSchema.Analyzers.CodeFixes.Snapshot.UpdateSnapshotCodeFix>;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

public class AcceptChangeTests
{
    [Fact]
    public Task A_removed_column_leaves_the_snapshot() => Accept.Snapshot(
        deployed: "[Table] public partial struct Player { public uint Id; public string Name; }",
        edited: "[Table] public partial struct {|STS1001:Player|} { public uint Id; }",
        accepted: "[Table] public partial struct Player { public uint Id; }",
        AcceptChangeCodeFix.EquivalenceKey);

    [Fact]
    public Task A_column_without_a_default_enters_it() => Accept.Snapshot(
        deployed: "[Table] public partial struct Player { public uint Id; }",
        edited: "[Table] public partial struct Player { public uint Id; public uint {|STS1005:Score|}; }",
        accepted: "[Table] public partial struct Player { public uint Id; public uint Score; }",
        AcceptChangeCodeFix.EquivalenceKey);

    [Fact]
    public Task A_new_table_is_taken_over_with_its_types() => Update.Snapshot(
        deployed: "[Table] public partial struct Player { public uint Id; }",
        edited: "[Table] public partial struct Player { public uint Id; } [Type] public enum Kind { A, B } [Table] public partial struct {|STS0003:Item|} { public Kind K; }",
        accepted: "[Table] public partial struct Player { public uint Id; } [Type] public enum Kind { A, B } [Table] public partial struct Item { public Kind K; }",
        UpdateSnapshotCodeFix.EquivalenceKey,
        breaks: false);

    [Fact]
    public Task Compatible_changes_are_taken_over_without_the_breaking_one() => Update.Snapshot(
        deployed: "[Table] public partial struct Player { public uint Id; public string Name; }",
        edited: """
            [Table(Public = true)] public partial struct {|STS0003:{|STS1001:Player|}|} { public uint Id; }
            [Table] public partial struct {|STS0003:Item|} { public uint Id; }
            """,
        accepted: """
            [Table(Public = true)] public partial struct Player { public uint Id; public string Name; }
            [Table] public partial struct Item { public uint Id; }
            """,
        UpdateSnapshotCodeFix.EquivalenceKey,
        left: """
            [Table(Public = true)] public partial struct {|STS1001:Player|} { public uint Id; }
            [Table] public partial struct Item { public uint Id; }
            """,
        breaks: false);
}
