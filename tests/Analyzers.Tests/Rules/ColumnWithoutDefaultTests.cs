using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS1005.</summary>
public class ColumnWithoutDefaultTests
{
    private const string Deployed = """[Table(Accessor = "player", Public = true)] public partial struct Player { public uint Id; }""";

    [Fact]
    public Task A_new_column_without_a_default_is_rejected() => Verify.Finding(
        Deployed,
        """[Table(Accessor = "player", Public = true)] public partial struct Player { public uint Id; public uint {|STS1005:Score|}; }""",
        says: "New column 'Score' (u32) of table 'player' has no default for the rows that are there: publish will reject it. Add '[Default(...)]', or make it nullable with '[Default(null!)]'.",
        with: new()
        {
            Severity = DiagnosticSeverity.Warning,
            Change = "AddColumn",
            Publish = "rejected",
            Disconnects = false,
            Stage = "plan",
            Affects = "player.score",
            Baseline = "spacetimedb.schema.json",
        });

    [Theory]
    [InlineData("uint?", "option<u32>", "Add '[Default(null!)]'.")]
    [InlineData("List<uint>", "array<u32>", "Make it nullable with '[Default(null!)]'.")]
    [InlineData("U256", "u256", "Make it nullable with '[Default(null!)]'.")]
    [InlineData("Timestamp", "timestamp", "Make it nullable with '[Default(null!)]'.")]
    [InlineData("Mood", "Mood", "Add '[Default(...)]', or make it nullable with '[Default(null!)]'.")]
    [InlineData("Point", "Point", "Make it nullable with '[Default(null!)]'.")]
    public Task It_says_which_default_the_type_takes(string type, string name, string advice) => Verify.Finding(
        Deployed,
        $$"""
        [Table(Accessor = "player", Public = true)] public partial struct Player { public uint Id; public {{type}} {|STS1005:New|}; }
        [Type] public enum Mood { Calm } [Type] public partial struct Point { public int X; }
        """,
        says: $"New column 'New' ({name}) of table 'player' has no default for the rows that are there: publish will reject it. {advice}");

    [Fact]
    public Task Each_column_of_several_is_reported() => Verify.Findings(
        Deployed,
        """
        [Table(Accessor = "player", Public = true)]
        public partial struct Player { public uint Id; public uint {|STS1005:Score|}, {|STS1005:Lives|}; public List<string> {|STS1005:Tags|}; }
        """);

    [Fact]
    public Task A_default_makes_it_addable() => Verify.Finding(
        Deployed,
        """[Table(Accessor = "player", Public = true)] public partial struct Player { public uint Id; [Default(0u)] public uint {|STS2001:Score|}; }""");

    [Fact]
    public Task An_initializer_is_no_default() => Verify.Finding(
        Deployed,
        """[Table(Accessor = "player", Public = true)] public partial class Player { public uint Id; public uint {|STS1005:Score|} = 7; }""");

    [Fact]
    public Task A_nullable_column_needs_a_default_as_well() => Verify.Finding(
        Deployed,
        """[Table(Accessor = "player", Public = true)] public partial struct Player { public uint Id; public string? {|STS1005:Name|}; }""");

    [Fact]
    public Task Null_is_a_default_of_a_nullable_column() => Verify.Finding(
        Deployed,
        """[Table(Accessor = "player", Public = true)] public partial struct Player { public uint Id; [Default(null!)] public List<string>? {|STS2001:Tags|}; }""");

    [Theory]
    [InlineData("public static uint Score;")]
    [InlineData("public const uint Score = 1;")]
    [InlineData("public uint Score => Id * 2;")]
    public Task What_is_no_instance_field_is_no_column(string member) => Verify.NoFinding(
        Deployed,
        $$"""[Table(Accessor = "player", Public = true)] public partial struct Player { public uint Id; {{member}} }""");

    [Fact]
    public Task A_field_in_another_part_of_the_type_is_no_column() => Verify.NoFinding(
        "[Table] public partial class Player { public uint Id; }",
        "[Table] public partial class Player { public uint Id; } public partial class Player { public uint Cache; }");

    [Fact]
    public Task A_private_field_is_a_column() => Verify.Finding(
        Deployed,
        """[Table(Accessor = "player", Public = true)] public partial class Player { public uint Id; private uint {|STS1005:Score|}; }""");

    [Fact]
    public Task A_row_type_of_two_tables_reports_it_for_each() => Verify.Findings(
        """[Table(Accessor = "player"), Table(Accessor = "bot")] public partial struct Player { public uint Id; }""",
        """[Table(Accessor = "player"), Table(Accessor = "bot")] public partial struct Player { public uint Id; public uint {|STS1005:{|STS1005:Score|}|}; }""");

    [Fact]
    public Task A_default_for_one_of_two_tables_leaves_the_other_without() => Verify.Findings(
        """[Table(Accessor = "player"), Table(Accessor = "bot")] public partial struct Player { public uint Id; }""",
        """
        [Table(Accessor = "player"), Table(Accessor = "bot")]
        public partial struct Player { public uint Id; [Default(0u, Table = "bot")] public uint {|STS1005:{|STS2001:Score|}|}; }
        """);

    [Theory]
    [InlineData("Unique", "uint", "While it is unique in table 'bot' none is allowed: publish it first with one and without that attribute, or give that table rows of its own.")]
    [InlineData("PrimaryKey", "uint", "While it is the primary key in table 'bot' none is allowed: publish it first with one and without that attribute, or give that table rows of its own.")]
    [InlineData("AutoInc", "uint", "While it is auto-increment in table 'bot' none is allowed: publish it first with one and without that attribute, or give that table rows of its own.")]
    [InlineData("Unique", "Identity", "While it is unique in table 'bot' none is allowed: give that table rows of its own.")]
    public Task What_it_is_in_another_table_of_the_rows_allows_no_default(string attribute, string type, string advice) => Verify.Findings(
        """[Table(Accessor = "player")] public partial struct Player { public uint Id; }""",
        $$"""
        [Table(Accessor = "player"), Table(Accessor = "bot")]
        public partial struct {|STS0003:Player|} { public uint Id; [{{attribute}}(Table = "bot")] public {{type}} {|STS1005:Score|}; }
        """,
        check: finding => Assert.True(finding.Id == "STS0003" || finding.GetMessage().EndsWith(advice, StringComparison.Ordinal)));

    [Theory]
    [InlineData("1.3.2")]
    [InlineData("1.0.0")]
    public Task Before_1_4_a_default_does_not_help(string engine) => Verify.Finding(
        """[Table(Name = "player", Public = true)] public partial struct Player { public uint Id; }""",
        """[Table(Name = "player", Public = true)] public partial struct Player { public uint Id; [Default(0u)] public uint {|STS1005:Score|}; }""",
        engine: engine);

    [Theory]
    [InlineData("public Missing Score;")]
    [InlineData("public uint ;")]
    [InlineData("public ")]
    public Task A_half_typed_column_is_not_judged(string member) => Verify.HalfTyped(
        Deployed,
        $$"""[Table(Accessor = "player", Public = true)] public partial struct Player { public uint Id; {{member}} }""");

    [Fact]
    public Task A_half_typed_default_is_a_default() => Verify.HalfTyped(
        Deployed,
        """[Table(Accessor = "player", Public = true)] public partial struct Player { public uint Id; [Default(Missing)] public uint {|STS2001:Score|}; }""");

    [Fact]
    public Task A_table_that_is_not_deployed_is_free() => Verify.Finding(
        Deployed,
        """
        [Table(Accessor = "player", Public = true)] public partial struct Player { public uint Id; }
        [Table(Accessor = "bot", Public = true)] public partial struct {|STS0003:Bot|} { public string Name; public uint Score; }
        """);
}
