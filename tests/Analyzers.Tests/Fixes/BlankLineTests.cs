using SpacetimeSchema.Analyzers.CodeFixes.Columns;
using SpacetimeSchema.Analyzers.CodeFixes.Restore;
using Verify = SpacetimeSchema.Analyzers.Tests.Fixes.VerifyFix<SpacetimeSchema.Analyzers.CodeFixes.SchemaCodeFixProvider>;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

/// <summary>Blank lines go on to set apart what they set apart.</summary>
public class BlankLineTests
{
    private const string Deployed = "[Table] public partial struct Item { public uint Id; public uint B; public uint C; }";

    [Fact]
    public Task The_first_column_leaves_none_behind_the_brace() => Verify.Source(
        Deployed,
        """
        [Table] public partial struct Item
        {
            /// <summary>When.</summary>
            public uint {|STS1004:{|STS1005:New|}|}; // utc

            // key
            public uint Id;
            public uint B;
            public uint C;
        }
        """,
        """
        [Table] public partial struct Item
        {
            // key
            public uint Id;
            public uint B;
            public uint C;
            /// <summary>When.</summary>
            [Default(0)] public uint {|STS2001:New|}; // utc
        }
        """,
        MakeColumnAddableCodeFix.ColumnKey);

    [Fact]
    public Task A_group_stays_set_apart_without_its_first_column() => Verify.Source(
        Deployed,
        """
        [Table] public partial struct Item
        {
            public uint Id;

            // --- values ---

            public uint {|STS1004:{|STS1005:New|}|};
            public uint B;
            public uint C;

            public readonly uint Sum => B + C;
        }
        """,
        """
        [Table] public partial struct Item
        {
            public uint Id;

            // --- values ---

            public uint B;
            public uint C;
            [Default(0)] public uint {|STS2001:New|};

            public readonly uint Sum => B + C;
        }
        """,
        MakeColumnAddableCodeFix.ColumnKey);

    [Fact]
    public Task A_column_comes_back_set_apart_among_such() => Verify.Source(
        Deployed,
        """
        [Table] public partial struct {|STS1001:Item|}
        {
            // Counts up.
            public uint B;

            public uint C;
        }
        """,
        """
        [Table] public partial struct Item
        {
            public uint Id;

            // Counts up.
            public uint B;

            public uint C;
        }
        """,
        RestoreFieldCodeFix.EquivalenceKey);
}
