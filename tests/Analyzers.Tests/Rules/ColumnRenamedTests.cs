namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS1002.</summary>
public class ColumnRenamedTests
{
    [Fact]
    public Task A_renamed_column_is_one_finding_and_not_two() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Id; public string Name; }",
        edited: "[Table] public partial struct Player { public uint Id; public string {|STS1002:DisplayName|}; }",
        says: "Column 'Name' of table 'player' was renamed to 'DisplayName': publish sees a removed and a new column, and will reject it. Keep the old name, or add 'DisplayName' at the end with a default and copy the values in a migration reducer.",
        with: new()
        {
            Change = "RemoveColumn",
            Publish = "rejected",
            Disconnects = false,
            Stage = "plan",
            Affects = "player.name;player.display_name",
        });

    [Theory]
    [InlineData("PrimaryKey, AutoInc", "the primary key")]
    [InlineData("Unique", "unique")]
    public Task A_key_cannot_be_added_beside_the_old_one(string attributes, string trait) => Verify.Finding(
        deployed: $$"""[Table] public partial struct Player { [{{attributes}}] public uint Id; public string Name; }""",
        edited: $$"""[Table] public partial struct Player { [{{attributes}}] public uint {|STS1002:EntityId|}; public string Name; }""",
        says: $"Column 'Id' of table 'player' was renamed to 'EntityId': publish sees a removed and a new column, and will reject it. Keep the old name: a new column beside it could not be {trait}.");

    [Fact]
    public Task One_that_takes_no_constant_can_be_added_as_nullable() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Id; public Identity Owner; }",
        edited: "[Table] public partial struct Player { public uint Id; public Identity {|STS1002:Holder|}; }",
        says: "Column 'Owner' of table 'player' was renamed to 'Holder': publish sees a removed and a new column, and will reject it. Keep the old name, or add 'Holder' at the end as nullable with '[Default(null!)]' and copy the values in a migration reducer.");

    [Fact]
    public Task Several_renames_are_told_apart_by_place() => Verify.Findings(
        deployed: "[Table] public partial struct Item { public uint Id; public uint Width; public uint Height; }",
        edited: "[Table] public partial struct Item { public uint Id; public uint {|STS1002:SizeX|}; public uint {|STS1002:SizeY|}; }");

    [Fact]
    public Task A_likely_name_at_another_place_is_a_rename_too() => Verify.Findings(
        deployed: "[Table] public partial struct Player { public uint Id; public uint HitPoints; public string Name; }",
        edited: "[Table] public partial struct Player { public uint Id; public string {|STS1004:Name|}; public uint {|STS1002:HitPoint|}; }");

    /// <summary>Of several columns that came or went in one place, none is told to be another by the place alone.</summary>
    [Theory]
    [InlineData("public float PaddleSize;", "Player", "public float {|STS1005:VelocityX|}; public float {|STS1005:VelocityY|};")]
    [InlineData("public float VelocityX; public float VelocityY;", "{|STS1001:Player|}", "public float {|STS1005:PaddleSize|};")]
    public Task Another_number_of_columns_that_are_called_otherwise(string deployed, string row, string edited) => Verify.Findings(
        deployed: $"[Table] public partial struct Player {{ public uint Id; {deployed} }}",
        edited: $"[Table] public partial struct {{|STS1001:{row}|}} {{ public uint Id; {edited} }}");

    [Fact]
    public Task One_more_than_were_renamed_is_new() => Verify.Findings(
        deployed: "[Table] public partial struct Segment { public uint Id; public float ax; public float ay; public float bx; }",
        edited: "[Table] public partial struct Segment { public uint Id; public float {|STS1002:StartX|}; public float {|STS1002:StartY|}; public float {|STS1002:End|}; public float {|STS1005:Width|}; }");

    [Fact]
    public Task One_with_a_default_was_meant_to_be_new() => Verify.Findings(
        deployed: "[Table] public partial struct Message { public uint Id; public int Score; }",
        edited: "[Table] public partial struct Message { public uint Id; public int {|STS1002:Rank|}; [Default(1)] public int {|STS2001:Pinned|}; }");

    [Theory]
    [InlineData("public uint Id; public uint SessionId;", "{|STS1001:Soldier|}", "public uint {|STS1002:EntityId|};")]
    [InlineData("public uint Owner;", "Soldier", "public uint {|STS1002:OwnerId|}; public uint {|STS1004:{|STS1005:Rank|}|};")]
    public Task Among_others_a_name_that_is_alike_tells_of_a_rename(string deployed, string row, string edited) => Verify.Findings(
        deployed: $"[Table] public partial struct Soldier {{ {deployed} public string Name; }}",
        edited: $"[Table] public partial struct {row} {{ {edited} public string Name; }}");

    [Fact]
    public Task Another_type_makes_it_a_removed_and_a_new_column() => Verify.Findings(
        deployed: "[Table] public partial struct Player { public uint Id; public uint Score; }",
        edited: "[Table] public partial struct {|STS1001:Player|} { public uint Id; public string {|STS1005:Rank|}; }");

    [Fact]
    public Task A_default_says_that_the_column_is_meant_to_be_new() => Verify.Findings(
        deployed: "[Table] public partial struct Player { public uint Id; public uint Score; }",
        edited: "[Table] public partial struct {|STS1001:Player|} { public uint Id; [Default(0u)] public uint {|STS2001:Lives|}; }");

    [Fact]
    public Task The_old_field_with_a_property_of_the_new_name_declares_the_rename() => Verify.NoFinding(
        deployed: "[Table] public partial struct Player { public uint Id; public string Name; }",
        edited: "[Table] public partial struct Player { public uint Id; public string Name; public string DisplayName { readonly get => Name; set => Name = value; } }");

    [Fact]
    public Task The_property_may_go_again() => Verify.NoFinding(
        deployed: "[Table] public partial struct Player { public uint Id; public string Name; public string DisplayName { get => Name; set => Name = value; } }",
        edited: "[Table] public partial struct Player { public uint Id; public string Name; }");

    [Theory]
    [InlineData("displayName")]
    [InlineData("display_name")]
    [InlineData("DisplayNAME")]
    public Task A_name_that_is_the_same_in_the_database_is_no_rename(string field) => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Id; public string DisplayName; }",
        edited: $$"""[Table] public partial struct Player { public uint Id; public string {|STS0003:{{field}}|}; }""",
        says: $"The snapshot lacks that the code calls column 'player.display_name' '{field}' now. Publish allows it; after you have published, take it over with the fix or with 'dotnet build -t:UpdateSchema'.");

    [Theory]
    [InlineData("2.8.3", " (SQL that clients write with 'DisplayName' fails then, and goes on with 'display_name')")]
    [InlineData("2.8.1", "")]
    public Task Clients_may_have_written_the_name_in_the_code_into_their_SQL(string engine, string consequence) => Verify.Finding(
        deployed: "[Table(Public = true)] public partial struct Player { public uint Id; public string DisplayName; }",
        edited: "[Table(Public = true)] public partial struct Player { public uint Id; public string {|STS0003:displayName|}; }",
        says: $"The snapshot lacks that the code calls column 'player.display_name' 'displayName' now{consequence}. Publish allows it; after you have published, take it over with the fix or with 'dotnet build -t:UpdateSchema'.",
        engine: engine);

    [Fact]
    public Task A_number_in_a_name_is_a_word_of_its_own() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Id; public uint Slot2; }",
        edited: "[Table] public partial struct Player { public uint Id; public uint {|STS0003:slot_2|}; }");

    [Fact]
    public Task Under_the_policy_None_the_case_counts() => Verify.Finding(
        deployed: """
            [Table] public partial struct Player { public uint Id; public string Name; }
            public static class Module { [Settings] public const CaseConversionPolicy Policy = CaseConversionPolicy.None; }
            """,
        edited: """
            [Table] public partial struct Player { public uint Id; public string {|STS1002:name|}; }
            public static class Module { [Settings] public const CaseConversionPolicy Policy = CaseConversionPolicy.None; }
            """);

    [Fact]
    public Task In_1_x_the_case_counts() => Verify.Finding(
        deployed: "[Table] public partial struct Player { public uint Id; public string Name; }",
        edited: "[Table] public partial struct Player { public uint Id; public string {|STS1002:name|}; }",
        engine: "1.12.0");

    [Fact]
    public Task Typed_over_letter_by_letter_it_stays_a_rename() => Verify.HalfTyped(
        deployed: "[Table] public partial struct Player { public uint Id; public string Name; }",
        edited: "[Table] public partial struct Player { public uint Id; public string {|STS1002:D|} }");
}
