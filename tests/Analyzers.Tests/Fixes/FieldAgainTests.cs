using SpacetimeSchema.Analyzers.CodeFixes.Restore;
using Verify = SpacetimeSchema.Analyzers.Tests.Fixes.VerifyFix<SpacetimeSchema.Analyzers.CodeFixes.SchemaCodeFixProvider>;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

public class FieldAgainTests
{
    private const string Key = FieldAgainCodeFix.EquivalenceKey;

    [Fact]
    public Task A_property_is_a_field_again() => Verify.Source(
        "[Table] public partial class Player { public uint Id; public string Name = \"\"; }",
        """
        [Table] public partial class {|STS1001:Player|}
        {
            public uint Id;

            /// <summary>What others see.</summary>
            public string Name { get; private set; } = "nobody"; // once
        }
        """,
        """
        [Table] public partial class Player
        {
            public uint Id;

            /// <summary>What others see.</summary>
            public string Name = "nobody"; // once
        }
        """,
        Key,
        "Make 'Name' a field again");

    [Fact]
    public Task It_has_its_attributes_and_its_type_again() => Verify.Source(
        "[Table] public partial struct Player { public uint Id; [Unique] public string Name; }",
        """
        [Table] public partial struct {|STS1001:Player|}
        {
            public uint Id;
            [System.Obsolete] public object Name { get; set; }
        }
        """,
        """
        [Table] public partial struct Player
        {
            public uint Id;
            [System.Obsolete] [Unique] public string Name;
        }
        """,
        Key);

    [Fact]
    public Task An_attribute_for_what_stands_behind_a_property_is_that_of_the_field() => Verify.Source(
        "[Table] public partial struct Player { public uint Id; [Unique] public string Name; public uint Level; }",
        "[Table] public partial struct {|STS1001:Player|} { public uint Id; [field: Unique] public string Name { get; set; } public uint Level; }",
        "[Table] public partial struct Player { public uint Id; [Unique] public string Name; public uint Level; }",
        Key);

    [Theory]
    [InlineData("static uint Score;")]
    [InlineData("const uint Score = 3;")]
    [InlineData("static readonly uint Score = 3;")]
    public Task What_all_rows_share_is_of_each_row_again(string edited) => Verify.Source(
        "[Table] public partial struct Player { public uint Id; public uint Score; }",
        $$"""[Table] public partial struct {|STS1001:Player|} { public uint Id; public {{edited}} }""",
        "[Table] public partial struct Player { public uint Id; public uint Score; }",
        Key);

    [Fact]
    public Task Of_several_in_one_declaration_the_others_stay_what_they_are() => Verify.Source(
        "[Table] public partial struct Player { public uint Id; public uint Score; }",
        """
        [Table] public partial struct {|STS1001:Player|}
        {
            public uint Id;
            public static uint Most, Score;
        }
        """,
        """
        [Table] public partial struct Player
        {
            public uint Id;
            public static uint Most;
            public uint Score;
        }
        """,
        Key);

    [Fact]
    public Task It_goes_back_to_its_place() => Verify.Source(
        "[Table] public partial struct Player { public uint Id; public uint Score; public string Name; }",
        """
        [Table] public partial struct {|STS1001:Player|}
        {
            public uint Id;
            public string Name;

            public uint Score { get; set; }
        }
        """,
        """
        [Table] public partial struct Player
        {
            public uint Id;
            public uint Score;
            public string Name;
        }
        """,
        Key);

    [Fact]
    public Task A_field_of_a_stored_type() => Verify.Source(
        "[Table] public partial struct Player { public uint Id; public Point Place; } [Type] public partial struct Point { public int X; public int Y; }",
        "[Table] public partial struct Player { public uint Id; public Point Place; } [Type] public partial struct {|STS1008:Point|} { public int X; public int Y { get; set; } }",
        "[Table] public partial struct Player { public uint Id; public Point Place; } [Type] public partial struct Point { public int X; public int Y; }",
        Key);

    [Fact]
    public Task What_a_property_computes_is_not_thrown_away() => Verify.NotOffered(
        "[Table] public partial struct Player { public uint Id; public uint Score; }",
        "[Table] public partial struct {|STS1001:Player|} { public uint Id; public uint Score => Id * 2; }",
        Key);

    [Fact]
    public Task Nor_is_what_is_said_in_it() => Verify.NotOffered(
        "[Table] public partial struct Player { public uint Id; public uint Score; }",
        "[Table] public partial struct {|STS1001:Player|} { public uint Id; public uint Score { get; /* never less */ set; } }",
        Key);

    [Fact]
    public Task Not_where_the_code_needs_what_it_is_now() => Verify.NotOffered(
        "[Table] public partial struct Player { public uint Id; public uint Score; }",
        "[Table] public partial struct {|STS1001:Player|} { public uint Id; public const uint Score = 3; } static class Scores { public static uint All => Player.Score; }",
        Key);
}
