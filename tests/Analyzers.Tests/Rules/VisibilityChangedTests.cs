using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS2003.</summary>
public class VisibilityChangedTests
{
    private const string Player = "[Table(Public = true)] public partial struct Player { [PrimaryKey] public Identity Id; }";
    private const string Filter =
        """public static partial class Module { [ClientVisibilityFilter] public static readonly Filter Own = new Filter.Sql("SELECT * FROM player WHERE id = :sender"); }""";

    private static readonly string s_byOwner = Filter.Replace("WHERE id", "WHERE ownerId");

    [Fact]
    public Task An_added_filter_disconnects_every_client() => Verify.Finding(
        deployed: Player,
        edited: $"{Player} {Filter.Replace("Own", "{|STS2003:Own|}")}",
        says: "A client visibility filter was added (SELECT * FROM player WHERE id = :sender): publish disconnects every client, and what each one may see differs from then on. Publish with --break-clients.",
        with: new()
        {
            Severity = DiagnosticSeverity.Warning,
            Change = "AddRowLevelSecurity",
            Publish = "allowed",
            Disconnects = true,
            Stage = "plan",
        });

    /// <summary>Every publish makes all filters anew, with the names that the code has by then.</summary>
    [Theory]
    [InlineData("2.8.3", "STS1015")]
    [InlineData("2.8.1", null)]
    public Task A_filter_that_names_a_column_as_it_was_called_in_the_code(string engine, string? finding) => Verify.Findings(
        deployed: $"[Table(Public = true)] public partial struct Player {{ public Identity ownerId; }} {s_byOwner}",
        edited: $"[Table(Public = true)] public partial struct Player {{ public Identity {{|STS0003:OwnerId|}}; }} {(finding is null ? s_byOwner : s_byOwner.Replace("ownerId", $"{{|{finding}:ownerId|}}"))}",
        engine: engine);

    [Fact]
    public Task A_removed_one_does_too_and_is_reported_in_the_snapshot() => Verify.FindingInSnapshot(
        "STS2003",
        at: "\"SELECT * FROM player WHERE id = :sender\"",
        deployed: $"{Player} {Filter}",
        edited: Player,
        says: "A client visibility filter was removed (SELECT * FROM player WHERE id = :sender): publish disconnects every client, and what each one may see differs from then on. Publish with --break-clients.",
        with: new() { Change = "RemoveRowLevelSecurity", Disconnects = true });

    /// <summary>A build prints a finding on a line, and reads it again there.</summary>
    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public Task Text_of_several_lines_is_told_on_one(string end) => Verify.Finding(
        deployed: Player,
        edited: $"{Player} {Filter.Replace("Own", "{|STS2003:Own|}").Replace("\"SELECT * FROM player ", $"@\"{end}    SELECT *{end}    FROM player{end}    ")}",
        says: "A client visibility filter was added (SELECT * FROM player WHERE id = :sender): publish disconnects every client, and what each one may see differs from then on. Publish with --break-clients.");

    [Fact]
    public Task A_removed_text_of_several_lines_is_told_on_one() => Verify.FindingInSnapshot(
        "STS2003",
        at: "\"\\n    SELECT *\\n    FROM player WHERE id = :sender\"",
        deployed: $"{Player} {Filter.Replace("\"SELECT * FROM", "@\"\n    SELECT *\n    FROM")}",
        edited: Player,
        says: "A client visibility filter was removed (SELECT * FROM player WHERE id = :sender): publish disconnects every client, and what each one may see differs from then on. Publish with --break-clients.");

    [Fact]
    public Task The_name_of_the_field_does_not_count() =>
        Verify.NoFinding($"{Player} {Filter}", $"{Player} {Filter.Replace("Own", "OnlyMine")}");

    [Theory]
    [InlineData("public static readonly Filter Own = (Filter)(new Filter.Sql((\"SELECT * FROM player WHERE id = :sender\")))!;")]
    [InlineData(
        "private const string Of = \"FROM player\"; [ClientVisibilityFilter] public static readonly Filter Own = new Filter.Sql($\"SELECT * {Of} WHERE id = :sender\");")]
    [InlineData(
        "private static readonly string s_sql = \"SELECT * FROM player WHERE id = :sender\"; [ClientVisibilityFilter] public static readonly Filter Own = new Filter.Sql(s_sql);")]
    [InlineData(
        "public static readonly Filter Own; static Module() { Own = new Filter.Sql(\"SELECT * FROM player WHERE id = :sender\"); }")]
    [InlineData(
        "public static readonly Filter Own = Of(\"SELECT * FROM player WHERE id = :sender\"); private static Filter Of(string sql) => new Filter.Sql(sql);")]
    public Task A_filter_that_is_written_in_another_way_is_not_removed(string edited) => Verify.NoFinding(
        $"{Player} {Filter}",
        $"{Player} public static partial class Module {{ {(edited.Contains("[Client") ? "" : "[ClientVisibilityFilter] ")}{edited} }}");

    [Fact]
    public Task Another_text_is_seen_through_a_field() => Verify.Finding(
        deployed: Player,
        edited: $$"""{{Player}} public static partial class Module { private static readonly string s_sql = "SELECT * FROM player"; [ClientVisibilityFilter] public static readonly Filter {|STS2003:All|} = new Filter.Sql(s_sql); }""",
        says: "A client visibility filter was added (SELECT * FROM player): publish disconnects every client, and what each one may see differs from then on. Publish with --break-clients.");

    /// <summary>In the place of what it is declared with.</summary>
    [Theory]
    [InlineData("new Filter.Sql(\"SELECT * FROM player WHERE id = :sender\") { Sql_ = \"SELECT * FROM player\" };")]
    [InlineData("new Filter.Sql(Sql_: \"SELECT * FROM player\") { };")]
    [InlineData("new Filter.Sql(\"\"); static Module() { All = new Filter.Sql(\"SELECT * FROM player\"); }")]
    [InlineData("new Filter.Sql(\"SELECT * FROM player\"); static Module() { System.Console.WriteLine(); }")]
    public Task A_text_is_read_where_the_field_gets_it(string value) => Verify.Finding(
        deployed: Player,
        edited: $"{Player} public static partial class Module {{ [ClientVisibilityFilter] public static readonly Filter {{|STS2003:All|}} = {value} }}",
        says: "A client visibility filter was added (SELECT * FROM player): publish disconnects every client, and what each one may see differs from then on. Publish with --break-clients.");

    [Theory]
    [InlineData("new Filter.Sql(\"nothing\") { Sql_ = System.Environment.NewLine };")]
    [InlineData("new Filter.Sql(\"nothing\"); static Module() { if (System.DateTime.Now.Year > 1) { All = new Filter.Sql(\"nothing\"); } }")]
    [InlineData("new Filter.Sql(\"nothing\"); static Module() { if (System.DateTime.Now.Year > 1) { return; } All = new Filter.Sql(\"nothing\"); }")]
    [InlineData("new Filter.Sql(\"nothing\"); static Module() { Set(out All); } static void Set(out Filter all) { all = new Filter.Sql(\"\"); }")]
    [InlineData("new Filter.Sql(\"nothing\"); static Module() => All = new Filter.Sql(\"nothing\");")]
    public Task Nothing_is_said_of_a_text_that_only_runs_tell(string value) => Verify.NoFinding(
        Player,
        $"{Player} public static partial class Module {{ [ClientVisibilityFilter] public static readonly Filter All = {value} }}");

    [Fact]
    public Task Before_1_8_everybody_stays() => Verify.Finding(
        deployed: Player,
        edited: $"{Player} {Filter.Replace("FROM player WHERE id", "FROM Player WHERE Id").Replace("Own", "{|STS2003:Own|}")}",
        engine: "1.7.0",
        with: new() { Disconnects = false });

    [Theory]
    [InlineData("SELECT * FROM {|STS1015:player|} WHERE id = :sender")]
    [InlineData("select p.* from {|STS1015:Player|} as p join other o on o.id = p.id")]
    [InlineData("SELECT player.* FROM other JOIN {|STS1015:player|} ON other.id = player.id")]
    public Task A_new_filter_needs_a_table_that_is_public_already(string sql) => Verify.Findings(
        deployed: $"{Player.Replace("Public = true", "Accessor = \"Player\"")} {Other}",
        edited: $"{Player.Replace("Public = true", "Accessor = \"Player\", Public = true").Replace("struct Player", "struct {|STS0003:Player|}")} {Other} {Filter.Replace("SELECT * FROM player WHERE id = :sender", sql).Replace("Own", "{|STS2003:Own|}")}",
        finding => Assert.True(
            finding.Id != "STS1015" || (finding.Properties["publish"] == "rejected" && finding.Properties["stage"] == "execution"
                && finding.GetMessage()
                    .EndsWith(
                        "which is private until this is published: publish accepts the plan and then fails to carry it out. Publish the table as public first, or do without the filter."))));

    [Fact]
    public Task A_table_that_has_one_may_be_made_private_once_and_is_stuck_then() => Verify.Findings(
        deployed: $"{Player} {Filter}",
        edited: $"{Player.Replace("Public = true", "Public = false").Replace("struct Player", "struct {|STS2004:Player|}")} {Filter.Replace("player", "{|STS1015:player|}")}",
        finding => Assert.True(finding.Id != "STS1015" || (finding.Properties["publish"] == "allowed"
            && finding.GetMessage()
                .StartsWith(
                    "A client visibility filter is on table 'player', which is private: publish lets it pass, and the next one will fail."))));

    [Fact]
    public Task A_new_public_table_may_come_with_its_filter() => Verify.Findings(
        deployed: Other,
        edited: $"{Other} {Player.Replace("struct Player", "struct {|STS0003:Player|}")} {Filter.Replace("Own", "{|STS2003:Own|}")}");

    [Fact]
    public Task A_filter_that_looks_into_a_private_table_shuts_out_all_but_the_owner() => Verify.Finding(
        deployed: $"{Player} {Other}",
        edited: $"{Player} {Other} {Filter.Replace("SELECT * FROM player WHERE id = :sender", "SELECT p.* FROM player p JOIN other ON other.id = p.id").Replace("Own", "{|STS2003:Own|}")}",
        says: "A client visibility filter was added (SELECT p.* FROM player p JOIN other ON other.id = p.id): publish disconnects every client, and what each one may see differs from then on. Nobody but the owner can subscribe to 'player' then, for it reads the private table 'other'. Publish with --break-clients.");

    [Fact]
    public Task So_does_a_table_that_it_looks_into_and_that_becomes_private() => Verify.Finding(
        deployed: $"{Player} {Other.Replace("\"other\"", "\"other\", Public = true")} {Joined}",
        edited: $"{Player} {Other.Replace("struct Other", "struct {|STS2004:Other|}")} {Joined}",
        says: "Table 'other' is no longer public: publish allows it, clients that are subscribed go on getting its rows, and who subscribes anew is refused, with all else in the same subscription. Nobody but the owner can subscribe to 'player' then, for its visibility filter reads it. Release clients that do without it first.");

    private static readonly string Joined = Filter.Replace(
        "SELECT * FROM player WHERE id = :sender", "SELECT player.* FROM player JOIN other ON other.id = player.id");

    private const string Other = "[Table(Accessor = \"other\")] public partial struct Other { [PrimaryKey] public Identity Id; }";

    private const string Seats = "[Table(Public = true)] public partial struct Seat { public uint Id; public uint PlayerId; } ";

    private static string Rows(string sql) =>
        $"public static partial class Module {{ [SpacetimeDB.ClientVisibilityFilter] public static readonly Filter {{0}} = new Filter.Sql(\"{sql}\"); }}";

    [Theory]
    [InlineData("SELECT seat.* FROM seat JOIN player ON seat.player_id = player.id WHERE player.owner = :sender")]
    [InlineData("SELECT s.* FROM Seat s JOIN player AS p ON s.PlayerId = p.id")]
    public Task A_filter_may_not_join_a_table_that_is_gone(string sql) => Verify.Against(
        DeployedModule.Snapshot(
            "[Table(Public = true)] public partial struct Player { public uint Id; public Identity Owner; } " + Seats
                + Rows(sql).Replace("{0}", "Rows"))
            .Replace("\"name\": \"player\"", "\"name\": {|STS1101:\"player\"|}"),
        edited: Seats + Rows(sql.Replace("JOIN player", "JOIN {|STS1015:player|}")).Replace("{0}", "Rows"));

    [Theory]
    [InlineData("SELECT * FROM {|STS1015:seats|}", "seats", "is not there")]
    [InlineData("SELECT * FROM seat WHERE {|STS1015:playerid|} = 'FROM nowhere'", "seat", "has no column 'playerid'")]
    [InlineData("SELECT s.* FROM seat s JOIN seat t ON s.id = t.{|STS1015:owner|} WHERE t.player_id = 0x01", "seat", "has no column 'owner'")]
    public Task A_new_filter_needs_what_it_names(string sql, string table, string what) => Verify.Findings(
        deployed: Seats,
        edited: Seats + Rows(sql).Replace("{0}", "{|STS2003:Rows|}"),
        check: finding => Assert.True(finding.Id == "STS2003" || finding.GetMessage() ==
            $"A client visibility filter is on table '{table}', which {what}: publish accepts the plan and then fails to carry it out. Correct the filter, or do without it."));

    [Theory]
    [InlineData("SELECT * FROM seat WHERE player_id = 5 OR PlayerId = 3 AND true")]
    [InlineData("SELECT * FROM Seat WHERE \\\"player_id\\\" = 0x01")]
    [InlineData("SELECT s.* FROM seat s JOIN st_table t ON s.id = t.table_id")]
    public Task A_filter_that_finds_its_names_is_only_new(string sql) => Verify.Findings(
        deployed: Seats,
        edited: Seats + Rows(sql).Replace("{0}", "{|STS2003:Rows|}"));

    [Fact]
    public Task An_event_table_may_not_lose_what_a_filter_asks_for() => Verify.Findings(
        deployed: "[Table(Public = true, Event = true)] public partial struct Hit { public Identity Owner; public uint Damage; } "
            + Rows("SELECT * FROM hit WHERE owner = :sender").Replace("{0}", "Rows"),
        edited: "[Table(Public = true, Event = true)] public partial struct {|STS2010:Hit|} { public uint Damage; } "
            + Rows("SELECT * FROM hit WHERE {|STS1015:owner|} = :sender").Replace("{0}", "Rows"));

    [Fact]
    public Task Where_a_table_with_rows_lost_a_column_that_alone_is_told() => Verify.Finding(
        deployed: "[Table(Public = true)] public partial struct Hit { public Identity Owner; public uint Damage; } "
            + Rows("SELECT * FROM hit WHERE owner = :sender").Replace("{0}", "Rows"),
        edited: "[Table(Public = true)] public partial struct {|STS1001:Hit|} { public uint Damage; } "
            + Rows("SELECT * FROM hit WHERE owner = :sender").Replace("{0}", "Rows"));
}
