using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS2002.</summary>
public class ViewChangedTests
{
    private const string Player =
        "[Table(Public = true)] public partial struct Player { [PrimaryKey] public uint Id; public string Name; }";
    private const string First =
        """[View(Accessor = "first", Public = true)] public static Player? First(ViewContext ctx) => ctx.Db.Player.Id.Find(1);""";
    private const string Deployed = $$"""{{Player}} public static class Module { {{First}} }""";

    [Fact]
    public Task A_removed_view_is_reported_in_the_snapshot() => Verify.FindingInSnapshot(
        "STS2002",
        at: "\"first\"",
        Deployed,
        edited: Player,
        says: "View 'first' was removed: publish disconnects every client, and old ones are refused what they subscribe to together with it. Keep it until no client needs it.",
        with: new()
        {
            Severity = DiagnosticSeverity.Warning,
            Change = "RemoveView",
            Publish = "allowed",
            Disconnects = true,
            Stage = "plan",
            Affects = "first",
        });

    [Fact]
    public Task Other_rows_are_another_shape() => Verify.Findings(
        deployed: $$"""{{Player}} [Type] public partial struct Score { public uint Value; } public static class Module { [View(Accessor = "best", Public = true)] public static List<Score> Best(ViewContext ctx) => new(); }""",
        edited: $$"""{{Player}} [Type] public partial struct Score { public uint Value; public uint Rank; } public static class Module { [View(Accessor = "best", Public = true)] public static List<Score> {|STS2002:Best|}(ViewContext ctx) => new(); }""");

    [Fact]
    public Task It_is_said_which_column_differs() => Verify.Finding(
        deployed: $$"""{{Player}} [Type] public partial struct Score { public uint Value; } public static class Module { [View(Accessor = "best", Public = true)] public static List<Score> Best(ViewContext ctx) => new(); }""",
        edited: $$"""{{Player}} [Type] public partial struct Score { public ulong Value; } public static class Module { [View(Accessor = "best", Public = true)] public static List<Score> {|STS2002:Best|}(ViewContext ctx) => new(); }""",
        says: "View 'Best' has another shape (its columns: 'value' changed from u32 to u64): publish disconnects every client, and C# and TypeScript clients with old bindings misread each row. Add a new view beside it, and remove the old one when no client needs it.",
        with: new() { Disconnects = true });

    [Fact]
    public Task One_that_no_longer_looks_at_the_sender_is_another_view() => Verify.Finding(
        Deployed,
        edited: $$"""{{Player}} public static class Module { [View(Accessor = "first", Public = true)] public static Player? {|STS2002:First|}(AnonymousViewContext ctx) => ctx.Db.Player.Id.Find(1); }""",
        says: "View 'First' has another shape (it no longer looks at the sender): publish disconnects every client, whose bindings go on reading each row. Publish with --break-clients.");

    [Fact]
    public Task All_that_makes_it_another_view_is_told() => Verify.Finding(
        deployed: """[Type] public partial struct Score { public uint Value; } public static class Module { [View(Accessor = "best", Public = true, PrimaryKey = "Value")] public static List<Score> Best(ViewContext ctx) => new(); } [Table] public partial struct Player { public uint Id; }""",
        edited: """[Type] public partial struct Score { public ulong Value; public uint Rank; } public static class Module { [View(Accessor = "best", Public = true, PrimaryKey = "Rank")] public static List<Score> {|STS2002:Best|}(AnonymousViewContext ctx) => new(); } [Table] public partial struct Player { public uint Id; }""",
        says: "View 'Best' has another shape (it no longer looks at the sender; its columns: 'rank' (u32) was added, 'value' changed from u32 to u64; its primary key was 'value' and is 'rank'): publish disconnects every client, and C# and TypeScript clients with old bindings misread each row. Add a new view beside it, and remove the old one when no client needs it.");

    [Fact]
    public Task A_key_that_columns_gave_another_number_is_the_same_key() => Verify.Finding(
        deployed: """[Type] public partial struct Score { public uint Value; } public static class Module { [View(Accessor = "best", Public = true, PrimaryKey = "Value")] public static List<Score> Best(ViewContext ctx) => new(); } [Table] public partial struct Player { public uint Id; }""",
        edited: """[Type] public partial struct Score { public uint Rank; public uint Value; } public static class Module { [View(Accessor = "best", Public = true, PrimaryKey = "Value")] public static List<Score> {|STS2002:Best|}(ViewContext ctx) => new(); } [Table] public partial struct Player { public uint Id; }""",
        says: "View 'Best' has another shape (its columns: 'rank' (u32) was added): publish disconnects every client, and C# and TypeScript clients with old bindings misread each row. Add a new view beside it, and remove the old one when no client needs it.");

    private const string Mood =
        "[Type] public enum Mood { Calm } [Type] public partial struct Score { public uint Value; public Mood Mood; } ";
    private const string Best =
        """public static class Module { [View(Accessor = "best", Public = true)] public static List<Score> Best(ViewContext ctx) => new(); }""";

    [Theory]
    [InlineData(
        "Value",
        "Points",
        "its columns: 'value' was renamed to 'points'",
        "whose bindings go on reading each row. Publish with --break-clients.")]
    [InlineData(
        "Calm",
        "Calm, Wild",
        "its columns: Mood in 'mood' changed",
        "and those with old bindings lose their connection at the first row that holds a new variant, or misread it. Release clients with new bindings first, and publish with --break-clients.")]
    public Task What_old_clients_make_of_it_is_by_the_bytes_of_its_rows(string old, string @new, string reason, string consequence) =>
        Verify.Finding(
            deployed: $"{Player} {Mood} {Best}",
            edited: $"{Player} {Mood.Replace(old, @new)} {Best.Replace(" Best(", " {|STS2002:Best|}(")}",
            says: $"View 'Best' has another shape ({reason}): publish disconnects every client, {consequence}");

    [Fact]
    public Task What_was_done_to_its_parameters_is_said() => Verify.Finding(
        deployed: $"{Player} {Mood} {Best.Replace("ctx)", "ctx, uint level)")}",
        edited: $"{Player} {Mood} {Best.Replace("ctx)", "ctx, string level, uint page)").Replace(" Best(", " {|STS2002:Best|}(")}",
        says: "View 'Best' has another shape (its parameters: 'page' (u32) was added, 'level' changed from u32 to string): publish disconnects every client, and subscriptions of old clients to it fail. Add a new view beside it, and remove the old one when no client needs it.");

    [Fact]
    public Task They_go_on_finding_its_rows_by_its_old_key() => Verify.Finding(
        deployed: $"{Player} {Mood} {Best.Replace("Public = true", "Public = true, PrimaryKey = \"Value\"")}",
        edited: $"{Player} {Mood} {Best.Replace(" Best(", " {|STS2002:Best|}(")}",
        says: "View 'Best' has another shape (its primary key was 'value' and is none): publish disconnects every client, and those with old bindings go on finding its rows by 'value'. Release new clients together with the module.");

    [Fact]
    public Task What_it_computes_is_its_own_affair() => Verify.NoFinding(
        Deployed,
        edited: $$"""{{Player}} public static class Module { [View(Accessor = "first", Public = true)] public static Player? First(ViewContext ctx) => ctx.Db.Player.Id.Find(2); }""");

    [Fact]
    public Task A_renamed_method_keeps_its_accessor() => Verify.NoFinding(
        Deployed,
        edited: $$"""{{Player}} public static class Module { [View(Accessor = "first", Public = true)] public static Player? FirstPlayer(ViewContext ctx) => ctx.Db.Player.Id.Find(1); }""");

    [Fact]
    public Task A_new_view_hurts_nobody() => Verify.Finding(
        deployed: Player,
        edited: $$"""{{Player}} public static class Module { {{First.Replace(" First(", " {|STS0003:First|}(")}} }""");

    /// <summary>A server tells only the keys of views that give rows.</summary>
    [Fact]
    public Task The_key_of_a_query_is_not_held_to_be_new_where_the_baseline_cannot_tell_it() => Verify.Against(
        snapshot: """
            {"sections":[
             {"Typespace":{"types":[{"Product":{"elements":[{"name":{"some":"id"},"algebraic_type":{"U32":[]}}]}}]}},
             {"Types":[{"source_name":{"scope":[],"source_name":"Score"},"ty":0,"custom_ordering":true}]},
             {"Tables":[{"source_name":"Score","product_type_ref":0,"primary_key":[],"indexes":[],"constraints":[],"sequences":[],"table_type":{"User":[]},"table_access":{"Public":[]},"default_values":[],"is_event":false}]},
             {"Views":[{"source_name":"all","index":0,"is_public":true,"is_anonymous":true,"params":{"elements":[]},"return_type":{"Product":{"elements":[{"name":{"some":"__query__"},"algebraic_type":{"Ref":0}}]}}}]},
             {"ExplicitNames":{"entries":[{"Table":{"source_name":"Score","canonical_name":"score"}},{"Function":{"source_name":"all","canonical_name":"all"}}]}}]}
            """,
        edited: """[Table(Public = true)] public partial struct Score { public uint Id; } public static class Module { [View(Accessor = "all", Public = true, PrimaryKey = "Id")] public static IQuery<Score> All(AnonymousViewContext ctx) => ctx.From.Score(); }""");

    [Fact]
    public Task Half_a_view_is_there() => Verify.HalfTyped(
        Deployed,
        edited: $$"""{{Player}} public static class Module { [View(Accessor = "first", Public = true)] public static Player? First(ViewContext ctx) => ctx. """);

    [Theory]
    [InlineData("List<uint>", "array<u32>", "InvalidViewReturnType")]
    [InlineData("string?", "option<string>", "InvalidViewReturnType")]
    [InlineData("List<Mood>", "array<Mood>", "InvalidProductTypeRef")]
    public Task A_view_of_no_rows_is_refused(string type, string shown, string change) => Verify.Finding(
        deployed: "[Table(Public = true)] public partial struct Player { public uint Id; public Mood Mood; } [Type] public enum Mood { Calm }",
        edited: $$"""[Table(Public = true)] public partial struct Player { public uint Id; public Mood Mood; } [Type] public enum Mood { Calm } public static class Module { [View(Accessor = "All", Public = true)] public static {{type}} {|STS1015:All|}(ViewContext ctx) => default!; }""",
        says: $"View 'All' returns {shown}, which holds no rows: publish will reject it. Return a list, an option or a query of a row type.",
        with: new() { Change = change, Publish = "rejected", Stage = "plan", Affects = "all" });

    [Fact]
    public Task A_view_of_a_type_that_is_no_row_of_a_table_is_allowed() => Verify.Finding(
        deployed: "[Table(Public = true)] public partial struct Player { public uint Id; }",
        edited: """[Table(Public = true)] public partial struct Player { public uint Id; } [Type] public partial struct Score { public uint Points; } public static class Module { [View(Accessor = "All", Public = true)] public static List<Score> {|STS0003:All|}(ViewContext ctx) => default!; }""");
}
