using SpacetimeSchema.Analyzers.CodeFixes.Columns;
using SpacetimeSchema.Analyzers.CodeFixes.Restore;
using Verify = SpacetimeSchema.Analyzers.Tests.Fixes.VerifyFix<SpacetimeSchema.Analyzers.CodeFixes.SchemaCodeFixProvider>;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

/// <summary>What a fix writes or moves stands on its line as what is beside it does.</summary>
public class LineLayoutTests
{
    private const string Deployed =
        "[Table] public partial struct Unit { public uint Id; public int X; public int Y; public int Z; public int Level; }";

    [Fact]
    public Task A_column_moves_from_the_middle_of_a_line() => Verify.Source(
        Deployed,
        """
        [Table] public partial struct Unit
        {
            public uint Id;
            public int X; public int Y; public int {|STS1004:{|STS1005:Facing|}|}; public int Z;
            public int Level;

            public readonly int Sum() => X + Y;
        }
        """,
        """
        [Table] public partial struct Unit
        {
            public uint Id;
            public int X; public int Y; public int Z;
            public int Level;
            [Default(0)] public int {|STS2001:Facing|};

            public readonly int Sum() => X + Y;
        }
        """,
        MakeColumnAddableCodeFix.ColumnKey);

    [Theory]
    [InlineData("public int X; public int {|STS1004:{|STS1005:New|}|};", "public int X;")]
    [InlineData("public int {|STS1004:{|STS1005:New|}|}; public int X;", "public int X;")]
    public Task Its_line_begins_and_ends_as_before(string edited, string @fixed) => Verify.Source(
        "[Table] public partial struct Unit { public uint Id; public int X; public int Y; }",
        $"[Table] public partial struct Unit\n{{\n\tpublic uint Id;\n\t{edited}\n\tpublic int Y;\n}}\n",
        $"[Table] public partial struct Unit\n{{\n\tpublic uint Id;\n\t{@fixed}\n\tpublic int Y;\n\t[Default(0)] public int {{|STS2001:New|}};\n}}\n",
        MakeColumnAddableCodeFix.ColumnKey);

    [Fact]
    public Task Columns_of_one_line_go_back_into_order() => Verify.Source(
        "[Table] public partial struct Unit { public uint Id; public int X; public int Y; public int Z; }",
        """
        [Table] public partial struct Unit
        {
            public uint Id;
            public int {|STS1004:Y|}; public int X;
            /* up */ public int Z; // in feet
        }
        """,
        """
        [Table] public partial struct Unit
        {
            public uint Id;
            public int X;
            public int Y;
            /* up */ public int Z; // in feet
        }
        """,
        RestoreOrderCodeFix.EquivalenceKey);

    [Fact]
    public Task A_column_comes_back_into_its_line() => Verify.Source(
        Deployed,
        """
        [Table] public partial struct {|STS1001:Unit|}
        {
            public uint Id;
            public int X; public int Z;
            public int Level;
        }
        """,
        """
        [Table] public partial struct Unit
        {
            public uint Id;
            public int X; public int Y; public int Z;
            public int Level;
        }
        """,
        RestoreFieldCodeFix.EquivalenceKey);

    [Fact]
    public Task A_column_comes_back_between_lines() => Verify.Source(
        Deployed,
        """
        [Table] public partial struct {|STS1001:Unit|}
        {
            public uint Id; // assigned
            public int Y; public int Z;
            public int Level;
        }
        """,
        """
        [Table] public partial struct Unit
        {
            public uint Id; // assigned
            public int X;
            public int Y; public int Z;
            public int Level;
        }
        """,
        RestoreFieldCodeFix.EquivalenceKey);

    [Fact]
    public Task A_property_is_indented_as_a_column_behind_a_comment() => Verify.Source(
        "[Table] public partial struct Unit { public uint Id; public int X; }",
        """
        [Table] public partial struct Unit
        {
            public uint Id;
            /* from the left */ public int {|STS1002:Left|}; // in feet
        }
        """,
        """
        [Table] public partial struct Unit
        {
            public uint Id;
            /* from the left */ public int X; // in feet
            public int Left { readonly get => X; set => X = value; }
        }
        """,
        RenameBackCodeFix.PropertyKey);

    [Fact]
    public Task A_new_column_for_one_behind_another_is_indented() => Verify.Source(
        "[Table] public partial struct Unit { [PrimaryKey] public uint Id; public int X; public int Y; public int Z; }",
        """
        [Table] public partial struct Unit
        {
            [PrimaryKey]
            public uint Id;
            public int X; public long {|STS1003:Y|};
            public int Z;
        }
        """,
        """
        [Table] public partial struct Unit
        {
            [PrimaryKey]
            public uint Id;
            public int X; public int Y;
            public int Z;
            [Default(0)]
            public long {|STS2001:YV2|};
        }
        """,
        NewColumnInsteadCodeFix.EquivalenceKey);
}
