using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>
/// Who is hurt decides the level: each kind of change that hurts clients, in a public and in a private table, under each value of
/// <c>SpacetimeSchemaClients</c>, with its sentence.
/// </summary>
public class ClientAudienceTests
{
    private const string Independent = "independent";
    private const string Together = "together";

    /// <param name="Deployed">With <c>ACCESS</c> where the table is public or not.</param>
    /// <param name="Says">In a public table.</param>
    /// <param name="SaysPrivate">In a private one; null where it is the same.</param>
    /// <param name="HasAudience">Whether it depends on the table; reducers, views and filters have no private kind.</param>
    public sealed record Change(
        string Rule, string Deployed, string Edited, string Says, string? SaysPrivate = null, bool HasAudience = true)
    {
        public override string ToString() => Says;
    }

    private const string Player = "[Table] public partial struct Player { public uint Id; }";

    private const string Public = "[Table(Public = true)] public partial struct Player { public uint Id; }";

    private static readonly Change[] s_changes =
    [
        new("STS2001",
            "[Table(ACCESS)] public partial struct Score { public uint Id; }",
            "[Table(ACCESS)] public partial struct Score { public uint Id; [Default(0u)] public uint {|STS2001:Points|}; }",
            "New column 'Points' (u32) of table 'score' disconnects every client at publish, and C# and TypeScript clients with old bindings misread its rows. Publish with --break-clients, together with new clients.",
            "New column 'Points' (u32) of table 'score' disconnects every client at publish, and only clients of the owner misread its rows. Publish with --break-clients, together with new clients."),
        new("STS2002",
            $$"""{{Player}} public static class Module { [View(Accessor = "me", Public = true)] public static List<Player> Me(ViewContext ctx) => new(); }""",
            $$"""{{Player}} public static class Module { [View(Accessor = "me", Public = true)] public static List<Player> {|STS2002:Me|}(AnonymousViewContext ctx) => new(); }""",
            "View 'Me' has another shape (it no longer looks at the sender): publish disconnects every client, whose bindings go on reading each row. Publish with --break-clients.",
            HasAudience: false),
        new("STS2003",
            $$"""{{Public}} public static class Module { }""",
            $$"""{{Public}} public static class Module { [ClientVisibilityFilter] public static readonly Filter {|STS2003:Own|} = new Filter.Sql("SELECT * FROM player"); }""",
            "A client visibility filter was added (SELECT * FROM player): publish disconnects every client, and what each one may see differs from then on. Publish with --break-clients.",
            HasAudience: false),
        new("STS2004",
            "[Table(Public = true)] public partial struct Score { public uint Id; }",
            "[Table] public partial struct {|STS2004:Score|} { public uint Id; }",
            "Table 'score' is no longer public: publish allows it, clients that are subscribed go on getting its rows, and who subscribes anew is refused, with all else in the same subscription. Release clients that do without it first.",
            HasAudience: false),
        new("STS2005",
            $$"""{{Player}} public static class Module { [Reducer] public static void SetName(ReducerContext ctx, string name) { } }""",
            $$"""{{Player}} public static class Module { [Reducer] public static void {|STS2005:SetPlayerName|}(ReducerContext ctx, string name) { } }""",
            "'SetName' was renamed to 'SetPlayerName': publish says nothing, and calls of old clients fail with 'no such reducer'. Keep the old one until no client calls it, or keep its name with Name = \"set_name\".",
            HasAudience: false),
        new("STS2006",
            $$"""{{Player}} public static class Module { [Reducer] public static void SetName(ReducerContext ctx, string name) { } }""",
            $$"""{{Player}} public static class Module { [Reducer] public static void {|STS2006:SetName|}(ReducerContext ctx, string name, bool shout) { } }""",
            "'SetName' changed from (string name) to (string name, bool shout). It takes 2 instead of 1 values, and calls of old clients fail with 'invalid arguments'. Publish says nothing. Add a new one beside it, and keep the old one until no client calls it.",
            HasAudience: false),
        new("STS2007",
            "[Table(ACCESS)] public partial struct Score { [PrimaryKey] public uint Id; [Unique] public uint Rank; }",
            "[Table(ACCESS)] public partial struct Score { [Unique] public uint Id; [PrimaryKey] public uint {|STS2007:Rank|}; }",
            "The primary key of table 'score' changed from 'id' to 'rank'. Old clients go on keying their cache by 'id', which is still unique, and may take an update for a delete and an insert, or these for an update. Release new clients together with the module."),
        new("STS2007",
            "[Table(ACCESS)] public partial struct Score { [PrimaryKey] public uint Id; }",
            "[Table(ACCESS)] public partial struct Score { [Unique] public uint {|STS2007:Id|}; }",
            "The primary key 'id' of table 'score' was removed. Old clients go on keying their cache by 'id', which is still unique, and may take an update for a delete and an insert, or these for an update. Release new clients together with the module."),
        new("STS2008",
            "[Type] public enum Mood { Calm } [Table(ACCESS)] public partial struct Score { public Mood Mood; }",
            "[Type] public enum Mood { Calm, {|STS2008:Wild|} } [Table(ACCESS)] public partial struct Score { public Mood Mood; }",
            "New variant 'Wild' of 'Mood' is allowed, and clients with old bindings lose their connection at the first row that holds it, or misread it. Release clients with new bindings before any row does."),
        new("STS2009",
            "[Table(ACCESS)] public partial struct Score { [SpacetimeDB.Index.BTree] public uint Rank; }",
            "[Table(ACCESS)] public partial struct {|STS2009:Score|} { public uint Rank; }",
            "Index 'score_rank_idx_btree' of table 'score' was removed: connected clients that filter by it see no more changes until all of them have reconnected, and subscriptions that join by it are refused. Look for both in the clients first, and in visibility filters."),
        new("STS2012",
            "[Table(ACCESS)] public partial struct Score { public uint Id; [Unique] public uint Rank; }",
            "[Table(ACCESS)] public partial struct Score { public uint Id; [SpacetimeDB.Index.BTree] public uint {|STS2012:Rank|}; }",
            "Column 'Rank' of table 'score' is no longer unique: publish allows it, and at the first two rows that have the same value C# clients with old bindings throw, and those of Rust panic. Release clients that know it before any two rows do."),
        new("STS2010",
            "[Table(Event = true, ACCESS)] public partial struct Score { public uint Id; }",
            "[Table(Event = true, ACCESS)] public partial struct {|STS2010:Score|} { public string Id; }",
            "Event table 'score' has other columns ('id' changed from u32 to string): publish allows it and disconnects every client, and C# and TypeScript clients with old bindings misread each event. Publish with --break-clients, together with new clients.",
            "Event table 'score' has other columns ('id' changed from u32 to string): publish allows it and disconnects every client, and only clients of the owner misread each event. Publish with --break-clients, together with new clients."),
    ];

    /// <summary>By what the rule's level is, and who is hurt. Clients that ship with the module bring it down to an information.</summary>
    private static readonly Dictionary<(DiagnosticSeverity Rule, bool IsPublic, string? Clients), DiagnosticSeverity> s_levels = new()
    {
        [(DiagnosticSeverity.Warning, true, null)] = DiagnosticSeverity.Warning,
        [(DiagnosticSeverity.Warning, true, Independent)] = DiagnosticSeverity.Warning,
        [(DiagnosticSeverity.Warning, true, Together)] = DiagnosticSeverity.Info,
        [(DiagnosticSeverity.Warning, false, null)] = DiagnosticSeverity.Info,
        [(DiagnosticSeverity.Warning, false, Independent)] = DiagnosticSeverity.Info,
        [(DiagnosticSeverity.Warning, false, Together)] = DiagnosticSeverity.Info,
        [(DiagnosticSeverity.Info, true, null)] = DiagnosticSeverity.Info,
        [(DiagnosticSeverity.Info, true, Independent)] = DiagnosticSeverity.Info,
        [(DiagnosticSeverity.Info, true, Together)] = DiagnosticSeverity.Info,
        [(DiagnosticSeverity.Info, false, null)] = DiagnosticSeverity.Hidden,
        [(DiagnosticSeverity.Info, false, Independent)] = DiagnosticSeverity.Hidden,
        [(DiagnosticSeverity.Info, false, Together)] = DiagnosticSeverity.Hidden,
    };

    public static TheoryData<int, bool, string?> Cases
    {
        get
        {
            var cases = new TheoryData<int, bool, string?>();
            for (var change = 0; change < s_changes.Length; change++)
            {
                foreach (var isPublic in s_changes[change].HasAudience ? [true, false] : new[] { true })
                {
                    foreach (var clients in new[] { null, Independent, Together })
                    {
                        cases.Add(change, isPublic, clients);
                    }
                }
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public Task The_level_is_by_who_is_hurt(int number, bool isPublic, string? clients)
    {
        var change = s_changes[number];
        var level = change.Rule is "STS2008" or "STS2009" or "STS2012" ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning;
        return Verify.Finding(
            Access(change.Deployed, isPublic),
            Access(change.Edited, isPublic),
            says: isPublic ? change.Says : change.SaysPrivate ?? change.Says,
            with: new() { Severity = s_levels[(level, isPublic, clients)] },
            clients: clients);
    }

    [Fact]
    public void Each_rule_about_this_publish_is_in_the_table() => Assert.Equal(
        Analyzers.Rules.ChangeRules.All.Select(static rule => rule.Id).Where(static id => id.StartsWith("STS20", StringComparison.Ordinal)),
        s_changes.Select(static change => change.Rule).Distinct().Order(StringComparer.Ordinal));

    /// <summary>What nobody knew of hurts nobody.</summary>
    [Theory]
    [InlineData("", "[Table(Public = true)] public partial struct {|STS0003:Score|} { public uint Id; }")]
    [InlineData(
        "[Table] public partial struct Score { public uint Id; }",
        "[Table(Public = true)] public partial struct {|STS0003:Score|} { public uint Id; }")]
    [InlineData(
        "public static class Module { }",
        "public static class Module { [Reducer] public static void {|STS0003:SetName|}(ReducerContext ctx, string name) { } }")]
    public Task What_is_new_hurts_nobody(string deployed, string edited) => Verify.Findings(Player + deployed, Player + edited);

    /// <summary>
    /// A table that was private had no readers; one that becomes private loses them, and nothing else matters to them then.
    /// </summary>
    [Theory]
    [InlineData("", "Public = true")]
    [InlineData("Public = true", "")]
    public Task A_table_that_changes_sides_hurts_no_reader_by_its_columns(string before, string after) => new SchemaTest(
            $$"""[Table({{after}})] public partial struct {|{{(after == "" ? "STS2004" : "STS0003")}}:Score|} { public uint Id; [Default(0u)] public uint {|STS2001:Points|}; }""")
        .Against(DeployedModule.Snapshot($$"""[Table({{before}})] public partial struct Score { public uint Id; }"""))
        .Where(static finding => Assert.True(finding.Id != "STS2001" || finding.Severity == DiagnosticSeverity.Info, finding.ToString()))
        .RunAsync();

    private static string Access(string source, bool isPublic) => source
        .Replace("ACCESS", isPublic ? "Public = true" : "Public = false", StringComparison.Ordinal);
}
