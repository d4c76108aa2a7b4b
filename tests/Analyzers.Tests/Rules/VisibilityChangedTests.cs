using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS2003.</summary>
public class VisibilityChangedTests
{
    private const string Player = "[Table(Public = true)] public partial struct Player { [PrimaryKey] public Identity Id; }";
    private const string Filter = """public static partial class Module { [ClientVisibilityFilter] public static readonly Filter Own = new Filter.Sql("SELECT * FROM player WHERE id = :sender"); }""";

    [Fact]
    public Task An_added_filter_disconnects_every_client() => Verify.Finding(
        deployed: Player,
        edited: $"{Player} {Filter.Replace("Own", "{|STS2003:Own|}")}",
        says: "A client visibility filter was added (SELECT * FROM player WHERE id = :sender): publish disconnects every client, and what each one may see differs from then on. Publish with --break-clients.",
        with: new() { Severity = DiagnosticSeverity.Warning, Change = "AddRowLevelSecurity", Publish = "allowed", Disconnects = true, Stage = "plan" });

    [Fact]
    public Task A_removed_one_does_too_and_is_reported_in_the_snapshot() => Verify.FindingInSnapshot(
        "STS2003",
        at: "\"SELECT * FROM player WHERE id = :sender\"",
        deployed: $"{Player} {Filter}",
        edited: Player,
        says: "A client visibility filter was removed (SELECT * FROM player WHERE id = :sender): publish disconnects every client, and what each one may see differs from then on. Publish with --break-clients.",
        with: new() { Change = "RemoveRowLevelSecurity", Disconnects = true });

    [Fact]
    public Task The_name_of_the_field_does_not_count() => Verify.NoFinding($"{Player} {Filter}", $"{Player} {Filter.Replace("Own", "OnlyMine")}");

    [Theory]
    [InlineData("public static readonly Filter Own = (Filter)(new Filter.Sql((\"SELECT * FROM player WHERE id = :sender\")))!;")]
    [InlineData("private const string Of = \"FROM player\"; [ClientVisibilityFilter] public static readonly Filter Own = new Filter.Sql($\"SELECT * {Of} WHERE id = :sender\");")]
    [InlineData("private static readonly string s_sql = \"SELECT * FROM player WHERE id = :sender\"; [ClientVisibilityFilter] public static readonly Filter Own = new Filter.Sql(s_sql);")]
    [InlineData("public static readonly Filter Own; static Module() { Own = new Filter.Sql(\"SELECT * FROM player WHERE id = :sender\"); }")]
    [InlineData("public static readonly Filter Own = Of(\"SELECT * FROM player WHERE id = :sender\"); private static Filter Of(string sql) => new Filter.Sql(sql);")]
    public Task A_filter_that_is_written_in_another_way_is_not_removed(string edited) => Verify.NoFinding(
        $"{Player} {Filter}", $"{Player} public static partial class Module {{ {(edited.Contains("[Client") ? "" : "[ClientVisibilityFilter] ")}{edited} }}");

    [Fact]
    public Task Another_text_is_seen_through_a_field() => Verify.Finding(
        deployed: Player,
        edited: $$"""{{Player}} public static partial class Module { private static readonly string s_sql = "SELECT * FROM player"; [ClientVisibilityFilter] public static readonly Filter {|STS2003:All|} = new Filter.Sql(s_sql); }""",
        says: "A client visibility filter was added (SELECT * FROM player): publish disconnects every client, and what each one may see differs from then on. Publish with --break-clients.");

    [Fact]
    public Task Before_1_8_everybody_stays() => Verify.Finding(
        deployed: Player, edited: $"{Player} {Filter.Replace("Own", "{|STS2003:Own|}")}", engine: "1.7.0", with: new() { Disconnects = false });

    [Theory]
    [InlineData("SELECT * FROM player WHERE id = :sender")]
    [InlineData("select p.* from Player as p join other o on o.id = p.id")]
    [InlineData("SELECT player.* FROM other JOIN player ON other.id = player.id")]
    public Task A_new_filter_needs_a_table_that_is_public_already(string sql) => Verify.Findings(
        deployed: $"{Player.Replace("Public = true", "Accessor = \"Player\"")} {Other}",
        edited: $"{Player.Replace("Public = true", "Accessor = \"Player\", Public = true").Replace("struct Player", "struct {|STS0003:Player|}")} {Other} {Filter.Replace("SELECT * FROM player WHERE id = :sender", sql).Replace("Own", "{|STS2003:{|STS1015:Own|}|}")}",
        finding => Assert.True(finding.Id != "STS1015" || (finding.Properties["publish"] == "rejected" && finding.Properties["stage"] == "execution"
            && finding.GetMessage().EndsWith("which is private until this is published: publish will fail, now or the next time. Publish the table as public first, or do without the filter."))));

    [Fact]
    public Task A_table_that_has_one_may_be_made_private_once_and_is_stuck_then() => Verify.Findings(
        deployed: $"{Player} {Filter}",
        edited: $"{Player.Replace("Public = true", "Public = false").Replace("struct Player", "struct {|STS2004:Player|}")} {Filter.Replace("Own", "{|STS1015:Own|}")}",
        finding => Assert.True(finding.Id != "STS1015" || (finding.Properties["publish"] == "allowed"
            && finding.GetMessage().StartsWith("A client visibility filter is on table 'player', which is private: publish will fail, now or the next time."))));

    [Fact]
    public Task A_new_public_table_may_come_with_its_filter() => Verify.Findings(
        deployed: Other,
        edited: $"{Other} {Player.Replace("struct Player", "struct {|STS0003:Player|}")} {Filter.Replace("Own", "{|STS2003:Own|}")}");

    [Fact]
    public Task A_filter_on_another_table_may_look_into_a_private_one() => Verify.Finding(
        deployed: $"{Player} {Other}",
        edited: $"{Player} {Other} {Filter.Replace("SELECT * FROM player WHERE id = :sender", "SELECT p.* FROM player p JOIN other ON other.id = p.id").Replace("Own", "{|STS2003:Own|}")}");

    private const string Other = "[Table(Accessor = \"other\")] public partial struct Other { [PrimaryKey] public Identity Id; }";
}
