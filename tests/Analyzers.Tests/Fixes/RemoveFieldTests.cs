using SpacetimeSchema.Analyzers.CodeFixes.Restore;
using Verify = SpacetimeSchema.Analyzers.Tests.Fixes.VerifyFix<SpacetimeSchema.Analyzers.CodeFixes.SchemaCodeFixProvider>;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

public class RemoveFieldTests
{
    private const string Key = RemoveFieldCodeFix.EquivalenceKey;

    private const string Player = "[Table] public partial struct Player { public uint Id; public Point Position; }\n";

    [Fact]
    public Task A_new_field_of_a_stored_type_is_taken_out_with_its_comment() => Verify.Source(
        Player + "[Type] public partial struct Point { public int X; public int Y; }",
        Player + """
        [Type] public partial struct Point
        {
            public int X;
            public int Y;
            /// <summary>Above the ground.</summary>
            public int {|STS1008:Z|}; // in feet
        }
        """,
        Player + """
        [Type] public partial struct Point
        {
            public int X;
            public int Y;
        }
        """,
        Key,
        "Take 'Z' out of 'Point' again");

    [Fact]
    public Task One_of_a_declaration_leaves_the_others() => Verify.Source(
        Player + "[Type] public partial struct Point { public int X, Y; }",
        Player + "[Type] public partial struct Point { public int X, Y, {|STS1008:Z|}; }",
        Player + "[Type] public partial struct Point { public int X, Y; }",
        Key);

    [Fact]
    public Task Several_are_taken_out_together_and_regions_stay() => Verify.Source(
        Player + "[Type] public partial class Point { public int X; public int Y; }",
        Player + """
        [Type] public partial class Point
        {
            public int X;
            public int Y;
            #region Depth
            public int {|STS1008:Z|};
            #endregion
            public int {|STS1008:W|};
        }
        """,
        Player + """
        [Type] public partial class Point
        {
            public int X;
            public int Y;
            #region Depth
            #endregion
        }
        """,
        Key);

    [Fact]
    public Task Not_where_the_code_uses_it() => Verify.NotOffered(
        Player + "[Type] public partial struct Point { public int X; public int Y; }",
        Player + "[Type] public partial struct Point { public int X; public int Y; public int {|STS1008:Z|}; public readonly int Sum => X + Y + Z; }",
        Key);

    [Fact]
    public Task A_new_column_that_is_unique_and_can_have_no_default_is_taken_out_again() => Verify.Source(
        "[Table] public partial struct Player { public uint Id; }",
        "[Table] public partial struct Player { public uint Id; [Unique] public Identity {|STS1014:Owner|}; }",
        "[Table] public partial struct Player { public uint Id; }",
        Key,
        "Take 'Owner' out of 'Player' again");

    [Fact]
    public Task Not_one_that_can_have_a_default_first() => Verify.NotOffered(
        "[Table] public partial struct Player { public uint Id; }",
        "[Table] public partial struct Player { public uint Id; [Unique] public string {|STS1014:Email|}; }",
        Key);
}
