using SpacetimeSchema.Analyzers.CodeFixes.Restore;
using Verify = SpacetimeSchema.Analyzers.Tests.Fixes.VerifyFix<SpacetimeSchema.Analyzers.CodeFixes.SchemaCodeFixProvider>;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

public class RestoreFieldTests
{
    private const string Key = RestoreFieldCodeFix.EquivalenceKey;

    [Fact]
    public Task A_removed_column_comes_back_into_its_place() => Verify.Source(
        """
        [Table] public partial struct Player
        {
            public uint Id;
            public uint MaxHealth;
            public string Name;
        }
        """,
        """
        [Table] public partial struct {|STS1001:Player|}
        {
            public uint Id;
            public string Name;
        }
        """,
        """
        [Table] public partial struct Player
        {
            public uint Id;
            public uint MaxHealth;
            public string Name;
        }
        """,
        Key,
        "Restore 'MaxHealth' in its place");

    [Fact]
    public Task A_renamed_column_keeps_the_place_of_the_old_one() => Verify.Source(
        """
        [Table] public partial struct AccessControl
        {
            [PrimaryKey] public ulong Id;
            public ulong EntityId;
            public Identity OwnerId;
        }
        """,
        """
        [Table] public partial struct {|STS1001:AccessControl|}
        {
            [PrimaryKey] public ulong {|STS1002:StructureId|};
            public Identity OwnerId;
        }
        """,
        """
        [Table] public partial struct AccessControl
        {
            [PrimaryKey] public ulong {|STS1002:StructureId|};
            public ulong EntityId;
            public Identity OwnerId;
        }
        """,
        Key,
        "Restore 'EntityId' in its place",
        all: """
        [Table] public partial struct AccessControl
        {
            [PrimaryKey] public ulong Id;
            public ulong EntityId;
            public Identity OwnerId;
        }
        """);

    [Fact]
    public Task The_first_column_comes_back_first_with_its_attributes() => Verify.Source(
        """
        [Table] public partial struct Player
        {
            [PrimaryKey, AutoInc] public ulong Id;
            public string Name;
        }
        """,
        """
        [Table] public partial struct {|STS1001:Player|}
        {
            // What others see.
            public string Name;
        }
        """,
        """
        [Table] public partial struct Player
        {
            [PrimaryKey] [AutoInc] public ulong Id;
            // What others see.
            public string Name;
        }
        """,
        Key);

    [Fact]
    public Task A_new_column_that_stood_in_its_place_goes_to_the_end() => Verify.Source(
        """
        [Table] public partial struct Player
        {
            public uint Id;
            [Default(0)] public int Score;
            public string Name;
        }
        """,
        """
        [Table] public partial struct {|STS1001:Player|}
        {
            public uint Id;
            [Default(null!)] public List<string>? {|STS2001:Friends|}; // by name
            public string Name;
        }
        """,
        """
        [Table] public partial struct Player
        {
            public uint Id;
            [Default(0)] public int Score;
            public string Name;
            [Default(null!)] public List<string>? {|STS2001:Friends|}; // by name
        }
        """,
        Key,
        "Restore 'Score' in its place, and move 'Friends' to the end");

    [Theory]
    [InlineData("bool", "true")]
    [InlineData("sbyte", "-1")]
    [InlineData("ulong", "18446744073709551615")]
    [InlineData("I128", "-9223372036854775808")]
    [InlineData("float", "0.1f")]
    [InlineData("double", "2.0")]
    [InlineData("string", "\"\"")]
    [InlineData("string", "\"say \\\\\\\"hi\\\\\\\"\"")]
    [InlineData("int?", "null!")]
    [InlineData("int?", "7")]
    [InlineData("Mood", "Mood.Wild")]
    public Task Its_default_comes_back(string type, string value) => Verify.Source(
        $"[Table] public partial struct Player {{ public uint Id; [Default({value})] public {type} Value; }} [Type] public enum Mood {{ Calm, Wild }}",
        "[Table] public partial struct {|STS1001:Player|} { public uint Id; } [Type] public enum Mood { Calm, Wild }",
        $"[Table] public partial struct Player {{ public uint Id; [Default({value})] public {type} Value; }} [Type] public enum Mood {{ Calm, Wild }}",
        Key);

    /// <summary>New rows have it like those that were there.</summary>
    [Theory]
    [InlineData("string", "\"EUR\"", " = \"EUR\"")]
    [InlineData("string", "\"C:\\\\\\\\x\"", " = \"C:\\\\x\"")]
    [InlineData("string", "\"\"", " = \"\"")]
    [InlineData("string?", "null!", "")]
    [InlineData("int?", "0", " = 0")]
    [InlineData("int", "0", "")]
    [InlineData("uint", "7", " = 7")]
    [InlineData("bool", "true", " = true")]
    [InlineData("Mood", "Mood.Wild", " = Mood.Wild")]
    public Task A_class_begins_with_its_default(string type, string value, string initializer) => Verify.Source(
        $"[Table] public partial class Player {{ public uint Id; [Default({value})] public {type} Value; }} [Type] public enum Mood {{ Calm, Wild }}",
        "[Table] public partial class {|STS1001:Player|} { public uint Id; } [Type] public enum Mood { Calm, Wild }",
        $"[Table] public partial class Player {{ public uint Id; [Default({value})] public {type} Value{initializer}; }} [Type] public enum Mood {{ Calm, Wild }}",
        Key);

    [Fact]
    public Task Its_index_keeps_the_accessor() => Verify.Source(
        """[Table] public partial struct Player { public uint Id; [SpacetimeDB.Index.BTree(Accessor = "by_score")] public int Score; }""",
        """[Table] public partial struct {|STS1001:Player|} { public uint Id; }""",
        """[Table] public partial struct Player { public uint Id; [SpacetimeDB.Index.BTree(Accessor = "by_score")] public int Score; }""",
        Key);

    [Fact]
    public Task Several_columns_come_back_one_by_one_or_all() => Verify.Source(
        """
        [Table] public partial struct Player
        {
            public uint Id;
            public int X;
            public int Y;
            public string Name;
        }
        """,
        """
        [Table] public partial struct {|STS1001:{|STS1001:Player|}|}
        {
            public uint Id;
            public string Name;
        }
        """,
        """
        [Table] public partial struct Player
        {
            public uint Id;
            public int X;
            public int Y;
            public string Name;
        }
        """,
        Key);

    [Fact]
    public Task Types_of_types_that_went_with_it_come_back_too() => Verify.Source(
        """
        [Table] public partial struct Player
        {
            public uint Id;
            public Home Home;
        }

        [Type] public partial struct Home { public System.Collections.Generic.List<Place> Places; public Mood Mood; }

        [Type] public partial struct Place { public SpacetimeDB.Timestamp Since; public Mood Mood; }

        [Type] public enum Mood { Calm, Wild }

        """,
        """
        [Table] public partial struct {|STS1001:Player|}
        {
            public uint Id;
        }

        [Type] public enum Mood { Calm, Wild }

        """,
        """
        [Table] public partial struct Player
        {
            public uint Id;
            public Home Home;
        }

        [Type] public enum Mood { Calm, Wild }

        [SpacetimeDB.Type]
        public partial struct Home
        {
            public List<Place> Places;
            public Mood Mood;
        }

        [SpacetimeDB.Type]
        public partial struct Place
        {
            public Timestamp Since;
            public Mood Mood;
        }

        """,
        Key);

    [Fact]
    public Task A_type_that_went_with_its_column_comes_back_too() => Verify.Source(
        """
        [Table] public partial struct Player
        {
            public uint Id;
            public Mood Mood;
        }

        [Type] public enum Mood { Calm, Wild }
        """,
        """
        [Table] public partial struct {|STS1001:Player|}
        {
            public uint Id;
        }

        """,
        """
        [Table] public partial struct Player
        {
            public uint Id;
            public Mood Mood;
        }

        [SpacetimeDB.Type]
        public enum Mood
        {
            Calm,
            Wild,
        }

        """,
        Key);

    [Fact]
    public Task A_field_of_a_stored_type_comes_back() => Verify.Source(
        """
        [Table] public partial struct Player { public uint Id; public Point Position; }
        [Type] public partial struct Point
        {
            public int X;
            public int Y;
        }
        """,
        """
        [Table] public partial struct Player { public uint Id; public Point Position; }
        [Type] public partial struct {|STS1008:Point|}
        {
            public int X;
        }
        """,
        """
        [Table] public partial struct Player { public uint Id; public Point Position; }
        [Type] public partial struct Point
        {
            public int X;
            public int Y;
        }
        """,
        Key,
        "Restore 'Y' in its place");

    [Fact]
    public Task Another_table_that_shares_the_row_now_and_never_had_the_column_is_in_the_way() => Verify.NotOffered(
        """
        [Table(Accessor = "online")] public partial struct Online { public uint Id; public string Name; }
        [Table(Accessor = "offline")] public partial struct Offline { public uint Id; }
        """,
        """
        [Table(Accessor = "online")] [Table(Accessor = "offline")] public partial struct {|STS1001:{|STS0003:Online|}|} { public uint Id; }
        """,
        Key);

    [Fact]
    public Task A_member_of_that_name_is_in_the_way() => Verify.NotOffered(
        "[Table] public partial struct Player { public uint Id; public string Name; }",
        "[Table] public partial struct {|STS1001:Player|} { public uint Id; public readonly string Name => \"\"; }",
        Key);

    [Theory]
    [InlineData("struct")]
    [InlineData("class")]
    [InlineData("record")]
    public Task Each_kind_of_row_gets_its_column_back(string kind) => Verify.Source(
        $$"""[Table] public partial {{kind}} Player { public uint Id; public List<string>? Names; public Timestamp? Seen; }""",
        $$"""[Table] public partial {{kind}} {|STS1001:Player|} { public uint Id; public Timestamp? Seen; }""",
        $$"""[Table] public partial {{kind}} Player { public uint Id; public List<string>? Names; public Timestamp? Seen; }""",
        Key);

    [Theory]
    [InlineData("class", "string Name", " = \"\"")]
    [InlineData("record", "List<string> Names", " = new()")]
    [InlineData("class", "byte[] Picture", " = System.Array.Empty<byte>()")]
    [InlineData("class", "Timestamp Seen", "")]
    [InlineData("struct", "string Name", "")]
    [InlineData("record struct", "string Name", "")]
    public Task What_nobody_writes_begins_with_a_value_that_can_be_stored(string kind, string field, string initial) => Verify.Source(
        $$"""[Table] public partial {{kind}} Player { public uint Id; public {{field}}; }""",
        $$"""[Table] public partial {{kind}} {|STS1001:Player|} { public uint Id; }""",
        $$"""[Table] public partial {{kind}} Player { public uint Id; public {{field}}{{initial}}; }""",
        Key);

    [Fact]
    public Task Line_ends_and_tabs_are_those_of_the_file() => Verify.Source(
        "[Table]\r\npublic partial struct Player\r\n{\r\n\tpublic uint Id;\r\n\tpublic string Name;\r\n}\r\n",
        "[Table]\r\npublic partial struct {|STS1001:Player|}\r\n{\r\n\tpublic uint Id;\r\n}\r\n",
        "[Table]\r\npublic partial struct Player\r\n{\r\n\tpublic uint Id;\r\n\tpublic string Name;\r\n}\r\n",
        Key);

    [Fact]
    public Task A_nested_partial_row_in_a_region_gets_its_column_back() => Verify.Source(
        """
        public static partial class Module
        {
            [Table]
            public partial struct Player
            {
                public uint Id;
                public int Score;
                public string Name;
            }
        }
        """,
        """
        public static partial class Module
        {
            [Table]
            public partial struct {|STS1001:Player|}
            {
                public uint Id;
                #region Names
                public string Name;
                #endregion
            }

            public partial struct Player
            {
                public readonly bool HasName => Name.Length > 0;
            }
        }
        """,
        """
        public static partial class Module
        {
            [Table]
            public partial struct Player
            {
                public uint Id;
                public int Score;
                #region Names
                public string Name;
                #endregion
            }

            public partial struct Player
            {
                public readonly bool HasName => Name.Length > 0;
            }
        }
        """,
        Key);

    [Fact]
    public Task Attributes_on_their_own_lines_stay_there() => Verify.Source(
        """
        [Table] public partial struct Player
        {
            [PrimaryKey]
            public uint Id;

            /// <summary>What others see.</summary>
            public string Name;

            public int Score;
        }
        """,
        """
        [Table] public partial struct {|STS1001:Player|}
        {
            [PrimaryKey]
            public uint Id;

            public int Score;
        }
        """,
        """
        [Table] public partial struct Player
        {
            [PrimaryKey]
            public uint Id;

            public string Name;

            public int Score;
        }
        """,
        Key);

    [Fact]
    public Task Fields_that_share_a_declaration_are_taken_apart() => Verify.Source(
        """
        [Table] public partial struct Player
        {
            public int X, Y, Z;
        }
        """,
        """
        [Table] public partial struct {|STS1001:Player|}
        {
            public int X, Z;
        }
        """,
        """
        [Table] public partial struct Player
        {
            public int X;
            public int Y;
            public int Z;
        }
        """,
        Key);

    [Fact]
    public Task Fields_that_it_does_not_belong_between_stay_together() => Verify.Source(
        "[Table] public partial struct Player { [PrimaryKey] public uint Id; [Unique] public string Name; public int X; public int Y; }",
        """
        [Table] public partial struct {|STS1001:Player|}
        {
            [PrimaryKey]
            public uint Id;
            public int X, Y; // both
        }
        """,
        """
        [Table] public partial struct Player
        {
            [PrimaryKey]
            public uint Id;
            [Unique]
            public string Name;
            public int X, Y; // both
        }
        """,
        Key);

    [Fact]
    public Task A_key_that_is_no_longer_the_key_comes_back_unique() => Verify.Source(
        "[Table] public partial struct Player { [PrimaryKey] public uint Id; [Unique] public string Name; }",
        "[Table] public partial struct {|STS1001:Player|} { [PrimaryKey] public string Name; }",
        "[Table] public partial struct Player { [Unique] public uint Id; [PrimaryKey] public string {|STS2007:Name|}; }",
        Key);

    [Fact]
    public Task Its_index_keeps_the_name_that_it_was_given() => Verify.Source(
        """[Table] public partial struct Player { public uint Id; [SpacetimeDB.Index.BTree(Name = "scores")] public int Score; }""",
        """[Table] public partial struct {|STS1001:Player|} { public uint Id; }""",
        """[Table] public partial struct Player { public uint Id; [SpacetimeDB.Index.BTree(Name = "scores")] public int Score; }""",
        Key);

    [Fact]
    public Task A_keyword_is_written_as_a_name() => Verify.Source(
        "[Table] public partial struct Player { public uint Id; public int @class; }",
        "[Table] public partial struct {|STS1001:Player|} { public uint Id; }",
        "[Table] public partial struct Player { public uint Id; public int @class; }",
        Key);

    [Fact]
    public Task What_only_one_table_of_the_rows_had_is_for_that_one() => Verify.Source(
        """[Table(Accessor = "A")] [Table(Accessor = "B")] public partial struct Row { public uint Id; [Unique(Table = "A")] [SpacetimeDB.Index.BTree(Accessor = "ByCode", Table = "B")] public uint Code; }""",
        """[Table(Accessor = "A")] [Table(Accessor = "B")] public partial struct {|STS1001:{|STS1001:Row|}|} { public uint Id; }""",
        """[Table(Accessor = "A")] [Table(Accessor = "B")] public partial struct Row { public uint Id; [Unique(Table = "A")] [SpacetimeDB.Index.BTree(Accessor = "ByCode", Table = "B")] public uint Code; }""",
        Key);
}
