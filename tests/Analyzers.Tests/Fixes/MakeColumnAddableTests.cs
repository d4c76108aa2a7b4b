using SpacetimeSchema.Analyzers.CodeFixes.Columns;
using Verify = SpacetimeSchema.Analyzers.Tests.Fixes.VerifyFix<SpacetimeSchema.Analyzers.CodeFixes.SchemaCodeFixProvider>;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

public class MakeColumnAddableTests
{
    private const string Deployed = """
        [Table(Accessor = "player")] public partial struct Player
        {
            public uint Id;
            public string Name;
        }
        """;

    [Fact]
    public Task A_new_column_at_the_end_gets_a_default() => Verify.Source(
        Deployed,
        """
        [Table(Accessor = "player")] public partial struct Player
        {
            public uint Id;
            public string Name;
            public uint {|STS1005:Score|};
        }
        """,
        """
        [Table(Accessor = "player")] public partial struct Player
        {
            public uint Id;
            public string Name;
            [Default(0)] public uint {|STS2001:Score|};
        }
        """,
        MakeColumnAddableCodeFix.ColumnKey,
        "Add [Default(0)] to 'Score'");

    [Fact]
    public Task A_default_whose_name_is_a_keyword_is_written_as_one() => Verify.Source(
        Deployed,
        """
        [Type] public enum Mood { @default, Angry }
        [Table(Accessor = "player")] public partial struct Player
        {
            public uint Id;
            public string Name;
            public Mood {|STS1005:Mood|};
        }
        """,
        """
        [Type] public enum Mood { @default, Angry }
        [Table(Accessor = "player")] public partial struct Player
        {
            public uint Id;
            public string Name;
            [Default(Mood.@default)] public Mood {|STS2001:Mood|};
        }
        """,
        MakeColumnAddableCodeFix.ColumnKey);

    [Theory]
    [InlineData("string", "\"EUR\"", "\"EUR\"")]
    [InlineData("string", "Currencies.Home", "\"EUR\"")]
    [InlineData("string", "\"a\\\"b\"", "\"\"")]
    [InlineData("string?", "\"\"", "\"\"")]
    [InlineData("string?", "null", "null!")]
    [InlineData("bool", "true", "true")]
    [InlineData("int", "'a'", "97")]
    [InlineData("long", "-1", "-1")]
    [InlineData("ulong?", "7", "7")]
    [InlineData("float", "1", "1f")]
    [InlineData("float", "1.5f", "1.5f")]
    [InlineData("double", "2", "2.0")]
    [InlineData("double", "double.NaN", "0.0")]
    [InlineData("int", "int.Parse(\"1\")", "0")]
    [InlineData("Mood", "Mood.Wild", "Mood.Wild")]
    [InlineData("Mood?", "Mood.Wild", "null!")]
    public Task Its_default_is_what_the_field_begins_with(string type, string initial, string @default) => Verify.Source(
        "[Table(Accessor = \"player\")] public partial class Player { public uint Id; }",
        $$"""
        [Type] public enum Mood { Calm, Wild }
        public static class Currencies { public const string Home = "EUR"; }
        [Table(Accessor = "player")] public partial class Player { public uint Id; public {{type}} {|STS1005:New|} = {{initial}}; }
        """,
        $$"""
        [Type] public enum Mood { Calm, Wild }
        public static class Currencies { public const string Home = "EUR"; }
        [Table(Accessor = "player")] public partial class Player { public uint Id; [Default({{@default}})] public {{type}} {|STS2001:New|} = {{initial}}; }
        """,
        MakeColumnAddableCodeFix.ColumnKey,
        $"Add [Default({@default})] to 'New'");

    [Theory]
    [InlineData(MakeColumnAddableCodeFix.ColumnKey)]
    [InlineData(MakeColumnAddableCodeFix.NullableKey)]
    public Task The_times_of_a_schedule_cannot_be_missing(string key) => Verify.NotOffered(
        """
        [Table(Accessor = "timer")] public partial struct Timer { [PrimaryKey, AutoInc] public ulong Id; }
        public static partial class Module { [Reducer] public static void Run(ReducerContext ctx, Timer row) { } }
        """,
        """
        [Table(Accessor = "timer", Scheduled = "Run", ScheduledAt = "At")] public partial struct {|STS1012:Timer|} { [PrimaryKey, AutoInc] public ulong Id; public ScheduleAt {|STS1005:At|}; }
        public static partial class Module { [Reducer] public static void {|STS2006:Run|}(ReducerContext ctx, Timer row) { } }
        """,
        key);

    [Fact]
    public Task A_new_column_in_the_middle_moves_to_the_end_with_its_comment() => Verify.Source(
        Deployed,
        """
        [Table(Accessor = "player")] public partial struct Player
        {
            public uint Id;
            /// <summary>The points of the season.</summary>
            public uint {|STS1004:{|STS1005:Score|}|}; // never negative
            public string Name;
        }
        """,
        """
        [Table(Accessor = "player")] public partial struct Player
        {
            public uint Id;
            public string Name;
            /// <summary>The points of the season.</summary>
            [Default(0)] public uint {|STS2001:Score|}; // never negative
        }
        """,
        MakeColumnAddableCodeFix.ColumnKey);

    [Fact]
    public Task A_new_column_in_the_middle_that_has_a_default_only_moves() => Verify.Source(
        Deployed,
        """
        [Table(Accessor = "player")] public partial struct Player
        {
            public uint Id;
            [Default(5u)] public uint {|STS1004:Score|};
            public string Name;
        }
        """,
        """
        [Table(Accessor = "player")] public partial struct Player
        {
            public uint Id;
            public string Name;
            [Default(5u)] public uint {|STS2001:Score|};
        }
        """,
        MakeColumnAddableCodeFix.ColumnKey,
        "Move 'Score' to the end");

    [Theory]
    [InlineData("bool", "[Default(false)] public bool")]
    [InlineData("string", "[Default(\"\")] public string")]
    [InlineData("float", "[Default(0f)] public float")]
    [InlineData("double", "[Default(0.0)] public double")]
    [InlineData("ulong", "[Default(0)] public ulong")]
    [InlineData("System.Int128", "[Default(0)] public System.Int128")]
    [InlineData("Mood", "[Default(Mood.Calm)] public Mood")]
    [InlineData("string?", "[Default(null!)] public string?")]
    [InlineData("uint?", "[Default(null!)] public uint?")]
    [InlineData("List<int>", "[Default(null!)] public List<int>?")]
    [InlineData("Timestamp", "[Default(null!)] public Timestamp?")]
    [InlineData("Identity", "[Default(null!)] public Identity?")]
    [InlineData("Position", "[Default(null!)] public Position?")]
    public Task Each_type_gets_a_default_that_compiles(string type, string @fixed)
    {
        const string types = "[Type] public enum Mood { Calm, Wild }\n[Type] public partial struct Position { public int X; }\n";
        return Verify.Source(
            types + "[Table] public partial struct Player { public uint Id; }",
            types + $"[Table] public partial struct Player {{ public uint Id; public {type} {{|STS1005:New|}}; }}",
            types + $"[Table] public partial struct Player {{ public uint Id; {@fixed} {{|STS2001:New|}}; }}",
            MakeColumnAddableCodeFix.ColumnKey);
    }

    [Fact]
    public Task A_value_column_can_be_made_nullable_instead() => Verify.Source(
        Deployed,
        """
        [Table(Accessor = "player")] public partial struct Player
        {
            public uint Id;
            public string Name;
            public uint {|STS1005:Score|};
        }
        """,
        """
        [Table(Accessor = "player")] public partial struct Player
        {
            public uint Id;
            public string Name;
            [Default(null!)] public uint? {|STS2001:Score|};
        }
        """,
        MakeColumnAddableCodeFix.NullableKey,
        "Make 'Score' nullable and add [Default(null!)]");

    [Fact]
    public Task A_value_that_is_read_is_not_made_nullable() => Verify.NotOffered(
        Deployed,
        """
        [Table(Accessor = "player")] public partial struct Player
        {
            public uint Id;
            public string Name;
            public uint {|STS1005:Score|};
            public uint Doubled() => Score * 2;
        }
        """,
        MakeColumnAddableCodeFix.NullableKey);

    [Fact]
    public Task All_new_columns_of_a_table_at_once() => Verify.Source(
        Deployed,
        """
        [Table(Accessor = "player")] public partial struct Player
        {
            public uint {|STS1004:{|STS1005:Level|}|};
            public uint Id;
            public string Name;
            public List<string> {|STS1005:Tags|};
        }
        """,
        """
        [Table(Accessor = "player")] public partial struct Player
        {
            public uint Id;
            public string Name;
            [Default(null!)] public List<string>? {|STS2001:Tags|};
            [Default(0)] public uint {|STS2001:Level|};
        }
        """,
        MakeColumnAddableCodeFix.TableKey,
        "Make all 2 new columns of 'player' addable");

    [Fact]
    public Task One_of_several_fields_in_a_declaration() => Verify.Source(
        "[Table] public partial struct Point { public int X; }",
        """
        [Table] public partial struct Point
        {
            public int X, {|STS1005:Y|};
        }
        """,
        """
        [Table] public partial struct Point
        {
            public int X;
            [Default(0)] public int {|STS2001:Y|};
        }
        """,
        MakeColumnAddableCodeFix.ColumnKey);

    [Fact]
    public Task Comments_of_fields_in_one_declaration_stay_with_them() => Verify.Source(
        "[Table] public partial struct Point { public int X; }",
        """
        [Table] public partial struct Point
        {
            public int X, // from the left
                {|STS1005:Y|}; // from above
        }
        """,
        """
        [Table] public partial struct Point
        {
            public int X; // from the left
            [Default(0)] public int {|STS2001:Y|}; // from above
        }
        """,
        MakeColumnAddableCodeFix.ColumnKey);

    [Fact]
    public Task Attributes_on_lines_of_their_own_stay_so() => Verify.Source(
        Deployed,
        """
        [Table(Accessor = "player")] public partial struct Player
        {
            public uint Id;
            public string Name;

            [SpacetimeDB.Index.BTree]
            public uint {|STS1005:Score|};
        }
        """,
        """
        [Table(Accessor = "player")] public partial struct Player
        {
            public uint Id;
            public string Name;

            [SpacetimeDB.Index.BTree]
            [Default(0)]
            public uint {|STS2001:Score|};
        }
        """,
        MakeColumnAddableCodeFix.ColumnKey);

    [Fact]
    public Task Its_attribute_is_set_as_those_of_the_columns_beside_it_are() => Verify.Source(
        "[Table(Accessor = \"player\")] public partial struct Player { [PrimaryKey] public uint Id; public string Name; }",
        """
        [Table(Accessor = "player")] public partial struct Player
        {
            [PrimaryKey]
            public uint Id;
            public string Name;

            /// <summary>Points.</summary>
            public uint {|STS1005:Score|};
        }
        """,
        """
        [Table(Accessor = "player")] public partial struct Player
        {
            [PrimaryKey]
            public uint Id;
            public string Name;

            /// <summary>Points.</summary>
            [Default(0)]
            public uint {|STS2001:Score|};
        }
        """,
        MakeColumnAddableCodeFix.ColumnKey);

    [Fact]
    public Task Regions_stay_where_they_are() => Verify.Source(
        Deployed,
        """
        [Table(Accessor = "player")] public partial struct Player
        {
            public uint Id;
            #region New
            public uint {|STS1004:{|STS1005:Score|}|};
            #endregion
            public string Name;

            public string Label() => Name;
        }
        """,
        """
        [Table(Accessor = "player")] public partial struct Player
        {
            public uint Id;
            #region New
            #endregion
            public string Name;
            [Default(0)] public uint {|STS2001:Score|};

            public string Label() => Name;
        }
        """,
        MakeColumnAddableCodeFix.ColumnKey);

    [Fact]
    public Task A_column_under_a_condition_is_not_moved() => Verify.NotOffered(
        Deployed,
        """
        [Table(Accessor = "player")] public partial struct Player
        {
            public uint Id;
        #if !NEVER
            public uint {|STS1004:{|STS1005:Score|}|};
        #endif
            public string Name;
        }
        """,
        MakeColumnAddableCodeFix.ColumnKey);

    [Fact]
    public Task A_unique_column_is_no_matter_of_a_default() => Verify.NotOffered(
        Deployed,
        """
        [Table(Accessor = "player")] public partial struct Player
        {
            public uint Id;
            public string Name;
            [Unique] public uint {|STS1014:Badge|};
        }
        """,
        MakeColumnAddableCodeFix.ColumnKey);

    [Fact]
    public Task Line_ends_and_tabs_survive() => Verify.Source(
        Deployed,
        "[Table(Accessor = \"player\")] public partial struct Player\r\n{\r\n\tpublic uint Id;\r\n\tpublic uint {|STS1004:{|STS1005:Score|}|};\r\n\tpublic string Name;\r\n}\r\n",
        "[Table(Accessor = \"player\")] public partial struct Player\r\n{\r\n\tpublic uint Id;\r\n\tpublic string Name;\r\n\t[Default(0)] public uint {|STS2001:Score|};\r\n}\r\n",
        MakeColumnAddableCodeFix.ColumnKey);

    [Fact]
    public Task A_comment_between_attribute_and_field_stays_with_the_field() => Verify.Source(
        "[Table] public partial struct Player { public uint Id; }",
        """
        [Table] public partial struct Player
        {
            public uint Id;
            [SpacetimeDB.Index.BTree]
            // Of the season.
            public int {|STS1005:Score|};
        }
        """,
        """
        [Table] public partial struct Player
        {
            public uint Id;
            [SpacetimeDB.Index.BTree]
            [Default(0)]
            // Of the season.
            public int {|STS2001:Score|};
        }
        """,
        MakeColumnAddableCodeFix.ColumnKey);
}
