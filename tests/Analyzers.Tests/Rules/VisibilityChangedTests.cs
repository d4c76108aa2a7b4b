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
}
