namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS1003.</summary>
public class ColumnRetypedTests
{
    [Fact]
    public Task A_changed_type_is_rejected() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Id; public uint Score; }",
        edited: "[Table] public partial struct Player { public uint Id; public string {|STS1003:Score|}; }",
        says: "Column 'Score' of table 'player' changed from u32 to string: publish will reject it. Keep the type, add a new column with a default and copy the values in a migration reducer.",
        with: new() { Change = "ChangeColumnType", Publish = "rejected", Disconnects = false, Stage = "plan", Affects = "player.score" });

    /// <summary>Another column beside it is not always possible.</summary>
    [Theory]
    [InlineData("[PrimaryKey] ", "uint", "Identity", "u32 to identity", "Keep the type, or go on with a new table: a new column beside it could not be the primary key")]
    [InlineData("[Unique] ", "uint", "ulong", "u32 to u64", "Keep the type, or go on with a new table: a new column beside it could not be unique")]
    [InlineData("[AutoInc] ", "uint", "ulong", "u32 to u64", "Keep the type, or go on with a new table: a new column beside it could not be auto-increment")]
    [InlineData("", "ulong", "Identity", "u64 to identity", "Keep the type, add a new column as nullable with '[Default(null!)]' and copy the values in a migration reducer")]
    [InlineData("", "string", "List<string>", "string to array<string>", "Keep the type, add a new column as nullable with '[Default(null!)]' and copy the values in a migration reducer")]
    [InlineData("", "string", "string?", "string to option<string>", "Keep the type, add a new column with '[Default(null!)]' and copy the values in a migration reducer")]
    public Task It_says_what_can_be_done_instead(string attributes, string deployed, string edited, string change, string advice) => Verify.Finding(
        deployed: $$"""[Table] public partial struct Player { public uint Level; {{attributes}}public {{deployed}} Value; }""",
        edited: $$"""[Table] public partial struct Player { public uint Level; {{attributes}}public {{edited}} {|STS1003:Value|}; }""",
        says: $"Column 'Value' of table 'player' changed from {change}: publish will reject it. {advice}.");

    [Theory]
    [InlineData("uint", "ulong")]
    [InlineData("uint", "int")]
    [InlineData("int", "float")]
    [InlineData("string", "string?")]
    [InlineData("uint", "uint?")]
    [InlineData("List<uint>", "List<ulong>")]
    [InlineData("string", "List<string>")]
    [InlineData("Timestamp", "long")]
    [InlineData("Identity", "U256")]
    [InlineData("Timestamp", "TimeDuration")]
    public Task Rows_are_not_converted(string deployed, string edited) => Verify.Finding(
        deployed: $$"""[Table] public partial struct Player { public uint Id; public {{deployed}} Value; }""",
        edited: $$"""[Table] public partial struct Player { public uint Id; public {{edited}} {|STS1003:Value|}; }""");

    [Theory]
    [InlineData("List<uint>", "uint[]")]
    [InlineData("byte[]", "List<byte>")]
    [InlineData("string", "String")]
    [InlineData("uint?", "Nullable<uint>")]
    [InlineData("Int128", "I128")]
    public Task Another_word_for_the_same_type_is_no_change(string deployed, string edited) => Verify.NoFinding(
        deployed: $$"""[Table] public partial struct Player { public uint Id; public {{deployed}} Value; }""",
        edited: $$"""[Table] public partial struct Player { public uint Id; public {{edited}} Value; }""");

    [Fact]
    public Task A_type_of_another_name_and_the_same_shape_is_no_change() => Verify.NoFinding(
        deployed: "[Table] public partial struct Player { public uint Id; public Mood Mood; } [Type] public enum Mood { Calm, Wild }",
        edited: "[Table] public partial struct Player { public uint Id; public Temper Mood; } [Type] public enum Temper { Calm, Wild }");

    [Fact]
    public Task A_type_of_another_name_and_another_shape_is() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public Mood Mood; public Temper Temper; } [Type] public enum Mood { Calm, Wild } [Type] public enum Temper { Hot, Cold }",
        edited: "[Table] public partial struct Player { public Temper {|STS1003:Mood|}; public Temper Temper; } [Type] public enum Temper { Hot, Cold }");

    [Fact]
    public Task One_that_replaced_a_type_is_held_to_be_that_type_renamed() => Verify.Findings(
        deployed: "[Table] public partial struct Player { public uint Id; public Mood Mood; } [Type] public enum Mood { Calm, Wild }",
        edited: "[Table] public partial struct Player { public uint Id; public Temper Mood; } [Type] public enum Temper { Calm, {|STS1006:Hot|} }");

    [Fact]
    public Task A_struct_that_becomes_an_enum_of_the_same_name_is_a_change() => Verify.Finding(
        deployed: "[Table] public partial struct Item { public Inner Value; } [Type] public partial struct Inner { public uint X; }",
        edited: "[Table] public partial struct Item { public Inner {|STS1003:Value|}; } [Type] public enum Inner { X }",
        says: "Column 'Value' of table 'item' changed from Inner (x: u32) to Inner {x: unit}: publish will reject it. Keep the type, add a new column with a default and copy the values in a migration reducer.",
        with: new() { Change = "ChangeColumnType", Affects = "item.value" });

    [Fact]
    public Task An_enum_made_a_number_is_a_change() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Id; public Mood Mood; } [Type] public enum Mood { Calm, Wild }",
        edited: "[Table] public partial struct Player { public uint Id; public byte {|STS1003:Mood|}; }");

    [Fact]
    public Task An_enum_made_a_tagged_enum_without_payloads_is_none() => Verify.NoFinding(
        deployed: "[Table] public partial struct Player { public uint Id; public Mood Mood; } [Type] public enum Mood { Calm, Wild }",
        edited: "[Table] public partial struct Player { public uint Id; public Mood Mood; } [Type] public partial record Mood : TaggedEnum<(Unit Calm, Unit Wild)>;");

    [Theory]
    [InlineData("Missing")]
    [InlineData("List<>")]
    [InlineData("List<Missing>")]
    [InlineData("Dictionary<string, uint>")]
    public Task A_type_that_is_none_yet_is_not_judged(string type) => Verify.HalfTyped(
        deployed: "[Table] public partial struct Player { public uint Id; public List<uint> Scores; }",
        edited: $$"""[Table] public partial struct Player { public uint Id; public {{type}} Scores; }""");

    [Fact]
    public Task A_type_that_looks_like_that_of_SpacetimeDB_is_that() => Verify.NoFinding(
        deployed: "[Table] public partial struct Wave { public uint Id; public ScheduleAt Next; }",
        edited: "[Table] public partial struct Wave { public uint Id; public Every Next; } [Type] public partial record Every : TaggedEnum<(TimeDuration Interval, Timestamp Time)>;");
}
