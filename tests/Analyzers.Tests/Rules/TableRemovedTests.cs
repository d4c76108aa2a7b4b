using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Tests.Fixes;

namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS1101.</summary>
public class TableRemovedTests
{
    private const string Deployed =
        "[Table] public partial struct Player { public uint Id; } [Table] public partial struct Score { public string Text; public ulong Value; }";
    private const string Edited = "[Table] public partial struct Player { public uint Id; }";

    [Fact]
    public Task A_removed_table_is_reported_in_the_snapshot() => Verify.FindingInSnapshot(
        "STS1101",
        at: "\"score\"",
        Deployed,
        Edited,
        says: "Table 'score' was removed: publish disconnects every client, and fails unless the table is empty. Empty it with a reducer first, or keep it.",
        with: new()
        {
            Severity = DiagnosticSeverity.Warning,
            Change = "RemoveTable",
            Publish = "data-dependent",
            Disconnects = true,
            Affects = "score",
        });

    [Fact]
    public Task The_last_step_of_expand_and_contract_is_told_apart() => Verify.FindingInSnapshot(
        "STS1101",
        at: "\"player\"",
        deployed: "[Table] public partial struct Player { [PrimaryKey] public uint Id; public int Score; } [Table] public partial struct PlayerV2 { [PrimaryKey] public uint Id; public ulong Score; }",
        edited: "[Table] public partial struct PlayerV2 { [PrimaryKey] public uint Id; public ulong Score; }",
        says: "Table 'player' was removed: publish disconnects every client, and fails while a row is left in it. 'player_v_2' has taken its place: empty 'player' with a reducer, then publish.");

    /// <summary>All tables of timers look alike: under the name of the old one, the new schedule could not be carried out.</summary>
    [Fact]
    public async Task A_table_that_is_scheduled_for_another_function_is_another_table()
    {
        static string Timer(string name) =>
            $"[Table(Accessor = \"{name}Timer\", Scheduled = \"{name}\")] public partial struct {name}Timer {{ [PrimaryKey, AutoInc] public ulong Id; public ScheduleAt ScheduledAt; }} public static partial class Module {{ [Reducer] public static void {name}(ReducerContext ctx, {name}Timer timer) {{ }} }}";
        var project = ModuleWorkspace.Create("using SpacetimeDB; " + Timer("Tick"), DeployedModule.Snapshot("using SpacetimeDB; " + Timer("Move")));

        var findings = await ModuleWorkspace.FindingsAsync(project);

        Assert.Equal(["STS0003", "STS0003", "STS0003", "STS1101"], findings.Select(static finding => finding.Id).Order());
        Assert.Contains(findings, static finding => finding.GetMessage().StartsWith("Table 'move_timer' was removed: ", StringComparison.Ordinal));
    }

    [Fact]
    public Task An_event_table_holds_no_rows() => Verify.FindingInSnapshot(
        "STS1101",
        at: "\"hit\"",
        deployed: $"{Edited} [Table(Event = true, Public = true)] public partial struct Hit {{ public uint Damage; }}",
        Edited,
        says: "Table 'hit' was removed: publish disconnects every client, and old ones are refused what they subscribe to together with it. No rows are lost: an event table holds none. Publish with --break-clients when no client needs it.");

    [Fact]
    public Task Before_2_2_it_is_rejected() => Verify.FindingInSnapshot(
        "STS1101", at: "\"score\"", Deployed, Edited, engine: "2.1.0",
        says: "Table 'score' was removed: publish will reject it. Keep the table; from SpacetimeDB 2.2.0 on, an empty one can be removed.", with: new() { Publish = "rejected", Stage = "plan" });

    [Fact]
    public Task Of_two_tables_of_one_row_type_one_may_go() => Verify.FindingInSnapshot(
        "STS1101",
        at: "\"bot\"",
        deployed: """[Table(Accessor = "player"), Table(Accessor = "bot")] public partial struct Player { public uint Id; }""",
        edited: """[Table(Accessor = "player")] public partial struct Player { public uint Id; }""");

    [Fact]
    public Task A_table_moved_to_another_namespace_is_there() => Verify.NoFinding(
        deployed: "[Table] public partial struct Player { public uint Id; }",
        edited: "namespace Game.Tables; [Table] public partial struct Player { public uint Id; }");

    [Fact]
    public Task A_table_whose_braces_are_being_typed_is_there() => Verify.HalfTyped(
        deployed: "[Table] public partial struct Player { public uint Id; }",
        edited: "[Table] public partial struct Player { public uint Id; ");

    [Fact]
    public Task Tables_that_fell_out_of_their_namespace_while_another_is_typed_are_there() => Verify.HalfTyped(
        deployed: "namespace Game; using Stdb = SpacetimeDB; [Stdb.Table] public partial struct Player { public uint Id; } [Stdb.Table] public partial struct Monster { public uint Id; }",
        edited: "namespace Game; using Stdb = SpacetimeDB; [Stdb.Table] public partial Player { public uint Id; } [Stdb.Table] public partial struct Monster { public uint Id; }");

    [Fact]
    public Task A_module_without_any_table_is_compared_as_well() => Verify.FindingInSnapshot(
        "STS1101",
        at: "\"player\"",
        deployed: "[Table] public partial struct Player { public uint Id; }",
        edited: "public class Nothing { }");
}
