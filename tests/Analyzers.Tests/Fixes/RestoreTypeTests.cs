using SpacetimeSchema.Analyzers.CodeFixes.Restore;
using Verify = SpacetimeSchema.Analyzers.Tests.Fixes.VerifyFix<SpacetimeSchema.Analyzers.CodeFixes.SchemaCodeFixProvider>;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

public class RestoreTypeTests
{
    private const string Deployed = """
        [Table] public partial struct Player
        {
            public uint Id;
            public uint Score;
            public string Name;
        }
        """;

    private const string Edited = """
        [Table] public partial struct Player
        {
            public uint Id;
            /// <summary>The points of the season.</summary>
            public ulong {|STS1003:Score|}; // never negative
            public string Name;

            public readonly bool HasWon => Score > 100;
        }
        """;

    [Fact]
    public Task A_retyped_column_gets_its_type_back() => Verify.Source(
        Deployed,
        Edited,
        """
        [Table] public partial struct Player
        {
            public uint Id;
            /// <summary>The points of the season.</summary>
            public uint Score; // never negative
            public string Name;

            public readonly bool HasWon => Score > 100;
        }
        """,
        RestoreTypeCodeFix.EquivalenceKey,
        "Change 'Score' back to uint");

    [Fact]
    public Task Or_the_code_goes_on_with_a_new_column_of_the_new_type() => Verify.Source(
        Deployed,
        Edited,
        """
        [Table] public partial struct Player
        {
            public uint Id;
            /// <summary>The points of the season.</summary>
            public uint Score; // never negative
            public string Name;
            [Default(0)] public ulong {|STS2001:ScoreV2|};

            public readonly bool HasWon => ScoreV2 > 100;
        }
        """,
        NewColumnInsteadCodeFix.EquivalenceKey,
        "Keep 'Score' as uint, and go on with a new column 'ScoreV2' at the end");

    [Fact]
    public Task The_new_column_stands_as_those_beside_it() => Verify.Source(
        "[Table] public partial struct Player { [PrimaryKey] public uint Id; [Unique] public string Name; [SpacetimeDB.Index.BTree(Accessor = \"ByScore\")] public uint Score; }",
        """
        [Table] public partial struct Player
        {
            [PrimaryKey]
            public uint Id;
            [Unique]
            public string Name;
            [SpacetimeDB.Index.BTree(Accessor = "ByScore")] public ulong {|STS1003:Score|};
        }
        """,
        """
        [Table] public partial struct Player
        {
            [PrimaryKey]
            public uint Id;
            [Unique]
            public string Name;
            [SpacetimeDB.Index.BTree(Accessor = "ByScore")] public uint Score;
            [Default(0)]
            public ulong {|STS2001:ScoreV2|};
        }
        """,
        NewColumnInsteadCodeFix.EquivalenceKey);

    [Theory]
    [InlineData("string Name = \"\"", "string? {|STS1003:Name|} = \"\"", "string Name = \"\"", "[Default(\"\")] public string? {|STS2001:NameV2|} = \"\"")]
    [InlineData("string Name = \"\"", "string? {|STS1003:Name|}", "string Name = \"\"", "[Default(null!)] public string? {|STS2001:NameV2|}")]
    [InlineData("string Name = \"\"", "string? {|STS1003:Name|} = null", "string Name = \"\"", "[Default(null!)] public string? {|STS2001:NameV2|} = null")]
    [InlineData("int Level = 1", "long {|STS1003:Level|} = 1", "int Level = 1", "[Default(1)] public long {|STS2001:LevelV2|} = 1")]
    [InlineData("int Level = 1", "string {|STS1003:Level|} = \"1\"", "int Level", "[Default(\"1\")] public string {|STS2001:LevelV2|} = \"1\"")]
    [InlineData("List<int> All = new()", "List<long>? {|STS1003:All|} = new()", "List<int> All = new()", "[Default(null!)] public List<long>? {|STS2001:AllV2|} = new()")]
    [InlineData("byte[] All = { }", "string {|STS1003:All|} = \"\"", "byte[] All = System.Array.Empty<byte>()", "[Default(\"\")] public string {|STS2001:AllV2|} = \"\"")]
    public Task The_deployed_column_goes_on_with_a_value_that_can_be_stored(string deployed, string edited, string kept, string added) =>
        Verify.Source(
            $$"""[Table] public partial class Player { public uint Id; public {{deployed}}; }""",
            $$"""#nullable enable{{"\n"}}[Table] public partial class Player { public uint Id; public {{edited}}; }""",
            $$"""#nullable enable{{"\n"}}[Table] public partial class Player { public uint Id; public {{kept}}; {{added}}; }""",
            NewColumnInsteadCodeFix.EquivalenceKey);

    /// <summary>No constant is a list or an identity.</summary>
    [Theory]
    [InlineData("string Name = \"\"", "List<string> {|STS1003:Name|} = new()", "string Name = \"\"", "List<string>? {|STS2001:NameV2|} = new()")]
    [InlineData("ulong Owner", "Identity {|STS1003:Owner|}", "ulong Owner", "Identity? {|STS2001:OwnerV2|}")]
    public Task The_new_column_is_nullable_where_it_has_no_default(string deployed, string edited, string kept, string added) => Verify.Source(
        $$"""[Table] public partial class Player { public uint Id; public {{deployed}}; }""",
        $$"""#nullable enable{{"\n"}}[Table] public partial class Player { public uint Id; public {{edited}}; }""",
        $$"""#nullable enable{{"\n"}}[Table] public partial class Player { public uint Id; public {{kept}}; [Default(null!)] public {{added}}; }""",
        NewColumnInsteadCodeFix.EquivalenceKey);

    [Fact]
    public Task Not_where_the_code_needs_a_value_in_it() => Verify.NotOffered(
        "[Table] public partial struct Player { public ulong Owner; }",
        "[Table] public partial struct Player { public Identity {|STS1003:Owner|}; public readonly Identity Get() => Owner; }",
        NewColumnInsteadCodeFix.EquivalenceKey);

    [Fact]
    public Task Comments_within_its_declaration_stay() => Verify.Source(
        """
        [Table] public partial class Player
        {
            /* a */ public float /* b */ Weight /* c */ = 1.5f; // d
        }
        """,
        """
        [Table] public partial class Player
        {
            /* a */ public double /* b */ {|STS1003:Weight|} /* c */ = 1.5f; // d
        }
        """,
        """
        [Table] public partial class Player
        {
            /* a */ public float /* b */ Weight /* c */ = 1.5f; // d
            [Default(1.5)] public double /* b */ {|STS2001:WeightV2|} /* c */ = 1.5f;
        }
        """,
        NewColumnInsteadCodeFix.EquivalenceKey);

    [Fact]
    public Task Not_where_the_code_needs_the_new_type() => Verify.NotOffered(
        "[Table] public partial struct Player { public uint Id; public uint Score; }",
        "[Table] public partial struct Player { public uint Id; public string {|STS1003:Score|}; public readonly int Length => Score.Length; }",
        RestoreTypeCodeFix.EquivalenceKey);

    [Fact]
    public Task Not_where_its_name_means_something_else_now() => Verify.NotOffered(
        "[Table] public partial struct Player { public uint Id; public Point Position; } [Type] public enum Point { Home, Away }",
        "[Table] public partial struct Player { public uint Id; public Point {|STS1003:Position|}; } [Type] public partial struct Point { public int X; }",
        RestoreTypeCodeFix.EquivalenceKey);

    [Fact]
    public Task A_unique_column_has_no_second_of_its_kind() => Verify.NotOffered(
        "[Table] public partial struct Player { [Unique] public uint Id; }",
        "[Table] public partial struct Player { [Unique] public ulong {|STS1003:Id|}; }",
        NewColumnInsteadCodeFix.EquivalenceKey);

    [Fact]
    public Task A_field_of_a_stored_type_gets_its_type_back() => Verify.Source(
        "[Table] public partial struct Player { public uint Id; public Point Position; } [Type] public partial struct Point { public int X; public int Y; }",
        "[Table] public partial struct Player { public uint Id; public Point Position; } [Type] public partial struct Point { public int X; public long {|STS1008:Y|}; }",
        "[Table] public partial struct Player { public uint Id; public Point Position; } [Type] public partial struct Point { public int X; public int Y; }",
        RestoreTypeCodeFix.EquivalenceKey);

    [Theory]
    [InlineData("string?", "string")]
    [InlineData("List<uint>", "List<int>")]
    [InlineData("byte[]", "List<ushort>")]
    [InlineData("Timestamp", "long")]
    [InlineData("Identity?", "Identity")]
    [InlineData("System.Int128", "long")]
    [InlineData("U256", "ulong")]
    public Task Each_type_is_written_as_a_module_writes_it(string deployed, string edited) => Verify.Source(
        $$"""[Table] public partial struct Player { public uint Id; public {{deployed}} Value; }""",
        $$"""[Table] public partial struct Player { public uint Id; public {{edited}} {|STS1003:Value|}; }""",
        $$"""[Table] public partial struct Player { public uint Id; public {{deployed.Replace("System.Int128", "I128")}} Value; }""",
        RestoreTypeCodeFix.EquivalenceKey);

    [Fact]
    public Task Attributes_on_their_own_lines_and_tabs_survive() => Verify.Source(
        "[Table] public partial class Player\r\n{\r\n\tpublic uint Id;\r\n\t[SpacetimeDB.Index.BTree]\r\n\tpublic int Score;\r\n}\r\n",
        "[Table] public partial class Player\r\n{\r\n\tpublic uint Id;\r\n\t[SpacetimeDB.Index.BTree]\r\n\tpublic long {|STS1003:Score|};\r\n}\r\n",
        "[Table] public partial class Player\r\n{\r\n\tpublic uint Id;\r\n\t[SpacetimeDB.Index.BTree]\r\n\tpublic int Score;\r\n}\r\n",
        RestoreTypeCodeFix.EquivalenceKey);

    [Fact]
    public Task Fields_that_share_a_declaration_get_one_each() => Verify.Source(
        "[Table] public partial struct Tile { public uint Id; public int X; public int Y; }",
        """
        [Table] public partial struct Tile
        {
            public uint Id;
            /// <summary>Where it is.</summary>
            public long {|STS1003:X|}, {|STS1003:Y|}; // in steps
        }
        """,
        """
        [Table] public partial struct Tile
        {
            public uint Id;
            /// <summary>Where it is.</summary>
            public int X;
            public int Y; // in steps
        }
        """,
        RestoreTypeCodeFix.EquivalenceKey);

    [Fact]
    public Task A_field_of_its_name_does_not_hide_the_type() => Verify.Source(
        "namespace Game; [Table] public partial struct Unit { public uint Id; public Rank Rank; } [Type] public enum Rank { Low, High }",
        "namespace Game; [Table] public partial struct Unit { public uint Id; public byte {|STS1003:Rank|}; } [Type] public enum Rank { Low, High }",
        "namespace Game; [Table] public partial struct Unit { public uint Id; public Rank Rank; } [Type] public enum Rank { Low, High }",
        RestoreTypeCodeFix.EquivalenceKey,
        "Change 'Rank' back to Rank");
}
