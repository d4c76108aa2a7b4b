using SpacetimeSchema.Analyzers.CodeFixes.Attributes;
using Verify = SpacetimeSchema.Analyzers.Tests.Fixes.VerifyFix<SpacetimeSchema.Analyzers.CodeFixes.SchemaCodeFixProvider>;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

public class ColumnAttributeTests
{
    [Fact]
    public Task A_new_unique_column_is_published_in_two_steps() => Verify.Source(
        "[Table] public partial struct Player { public uint Id; }",
        """
        [Table] public partial struct Player
        {
            public uint Id;

            /// <summary>What others see.</summary>
            [Unique] public string {|STS1014:Name|};
        }
        """,
        """
        [Table] public partial struct Player
        {
            public uint Id;

            /// <summary>What others see.</summary>
            // Next publish, when every row has its value: [Unique] in place of the default.
            [Default("")] public string {|STS2001:Name|};
        }
        """,
        ColumnAttributeCodeFix.TwoPublishesKey,
        "Publish 'Name' in two steps: first with [Default(\"\")], then with [Unique]");

    [Fact]
    public Task What_another_table_of_the_rows_has_it_for_is_put_off() => Verify.Source(
        """[Table(Accessor = "A")] public partial struct Row { public uint Id; }""",
        """
        [Table(Accessor = "A"), Table(Accessor = "B")] public partial struct {|STS0003:Row|}
        {
            public uint Id;
            [Unique(Table = "B")] public uint {|STS1005:Number|};
        }
        """,
        """
        [Table(Accessor = "A"), Table(Accessor = "B")] public partial struct {|STS0003:Row|}
        {
            public uint Id;
            // Next publish, when every row has its value: [Unique(Table = "B")] in place of the default.
            [Default(0)] public uint {|STS2001:Number|};
        }
        """,
        ColumnAttributeCodeFix.TwoPublishesKey,
        "Publish 'Number' in two steps: first with [Default(0)], then with [Unique(Table = \"B\")]");

    [Fact]
    public Task A_key_is_put_off_and_a_sequence_given_up() => Verify.Source(
        "[Table] public partial struct Player { public uint Id; }",
        """
        [Table] public partial struct Player
        {
            public uint Id;
            [Unique, AutoInc] public uint {|STS1014:Number|};
        }
        """,
        """
        [Table] public partial struct Player
        {
            public uint Id;
            // Next publish, when every row has its number: [Unique] in place of the default. Where rows have numbers, auto-increment is refused.
            [Default(0)] public uint {|STS2001:Number|};
        }
        """,
        ColumnAttributeCodeFix.TwoPublishesKey,
        "Publish 'Number' in two steps: first with [Default(0)], then with [Unique]");

    [Fact]
    public Task A_sequence_alone_is_put_off_while_rows_have_no_numbers() => Verify.Source(
        "[Table] public partial struct Player { public uint Id; }",
        """
        [Table] public partial struct Player
        {
            public uint Id;
            [AutoInc] public uint {|STS1014:Number|};
        }
        """,
        """
        [Table] public partial struct Player
        {
            public uint Id;
            // Next publish, while every row has 0: [AutoInc] in place of the default.
            [Default(0)] public uint {|STS2001:Number|};
        }
        """,
        ColumnAttributeCodeFix.TwoPublishesKey);

    [Fact]
    public Task One_without_a_constant_could_never_become_unique() => Verify.NotOffered(
        "[Table] public partial struct Player { public uint Id; }",
        "[Table] public partial struct Player { public uint Id; [Unique] public Identity {|STS1014:Owner|}; }",
        ColumnAttributeCodeFix.TwoPublishesKey);

    [Fact]
    public Task Unique_is_taken_off_an_old_column() => Verify.Source(
        "[Table] public partial struct Player { public uint Id; public string Name; }",
        """
        [Table] public partial struct Player
        {
            public uint Id;
            [Unique] // one each
            public string {|STS1103:Name|};
        }
        """,
        """
        [Table] public partial struct Player
        {
            public uint Id;
            public string Name;
        }
        """,
        ColumnAttributeCodeFix.RemoveKey,
        "Remove [Unique] from 'Name'");

    [Fact]
    public Task Auto_increment_is_taken_off_and_the_key_stays() => Verify.Source(
        "[Table] public partial struct Player { [PrimaryKey] public uint Id; }",
        "[Table] public partial struct Player { [PrimaryKey, AutoInc] public uint {|STS1104:Id|}; }",
        "[Table] public partial struct Player { [PrimaryKey] public uint Id; }",
        ColumnAttributeCodeFix.RemoveKey,
        "Remove [AutoInc] from 'Id'");

    [Fact]
    public Task What_is_for_another_table_of_the_rows_stays() => Verify.Source(
        """[Table(Accessor = "A")] [Table(Accessor = "B")] public partial struct Row { [PrimaryKey(Table = "B")] public uint Id; }""",
        """[Table(Accessor = "A")] [Table(Accessor = "B")] public partial struct Row { [PrimaryKey(Table = "B")] [Unique(Table = "A")] public uint {|STS1103:Id|}; }""",
        """[Table(Accessor = "A")] [Table(Accessor = "B")] public partial struct Row { [PrimaryKey(Table = "B")] public uint Id; }""",
        ColumnAttributeCodeFix.RemoveKey);

    [Fact]
    public Task Comments_and_the_places_of_other_attributes_stay() => Verify.Source(
        "[Table] public partial struct Player { public uint Id; public string Name; public string Code; }",
        """
        [Table] public partial struct Player
        {
            public uint Id;
            // Before.
            [Unique] // never twice
            public string {|STS1103:Name|}; // after
            [System.Obsolete]
            // Between.
            [Unique]
            public string {|STS1103:Code|};
        }
        """,
        """
        [Table] public partial struct Player
        {
            public uint Id;
            // Before.
            public string Name; // after
            [System.Obsolete]
            // Between.
            public string Code;
        }
        """,
        ColumnAttributeCodeFix.RemoveKey);

    [Fact]
    public Task A_nullable_one_goes_without_the_attribute() => Verify.Source(
        "[Table] public partial struct Player { public uint Id; }",
        "[Table] public partial struct Player { public uint Id; [Unique] public string? {|STS1014:Email|}; }",
        "[Table] public partial struct Player { public uint Id; [Default(null!)] public string? {|STS2001:Email|}; }",
        ColumnAttributeCodeFix.RemoveKey,
        "Take [Unique] off 'Email', and add [Default(null!)]");
}
