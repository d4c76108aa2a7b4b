namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS1013.</summary>
public class PolicyChangedTests
{
    private const string Tables =
        "[Table] public partial struct PlayerState { public uint PlayerId; public Mood Mood; } [Type] public enum Mood { VeryCalm, Wild }";
    private const string Snake =
        "public static class Module { [Settings] public const CaseConversionPolicy Policy = CaseConversionPolicy.SnakeCase; }";
    private const string None =
        "public static class Module { [Settings] public const CaseConversionPolicy Policy = CaseConversionPolicy.None; }";

    [Fact]
    public Task A_changed_policy_is_one_finding_and_not_one_for_each_name() => Verify.Finding(
        deployed: $"{Tables} {Snake}",
        edited: $"{Tables} {None.Replace("Policy =", "{|STS1013:Policy|} =")}",
        says: "Names in the database were made by the policy SnakeCase, and the module uses None: tables, columns and variants get other names, and publish disconnects every client, removes the old tables, which fails unless they are empty, and adds new ones without rows. Declare '[SpacetimeDB.Settings] public const CaseConversionPolicy Policy = CaseConversionPolicy.SnakeCase'.",
        with: new() { Change = "RemoveTable", Publish = "data-dependent", Disconnects = true, Stage = "plan" });

    [Fact]
    public Task Where_tables_keep_their_names_their_columns_do_not() => Verify.Finding(
        deployed: $$"""[Table(Accessor = "player")] public partial struct Player { public uint PlayerId; } {{Snake}}""",
        edited: $$"""[Table(Accessor = "player")] public partial struct Player { public uint PlayerId; } {{None.Replace("Policy =", "{|STS1013:Policy|} =")}}""",
        says: "Names in the database were made by the policy SnakeCase, and the module uses None: tables, columns and variants get other names, and publish will reject it. Declare '[SpacetimeDB.Settings] public const CaseConversionPolicy Policy = CaseConversionPolicy.SnakeCase'.",
        with: new() { Change = "RemoveColumn", Publish = "rejected" });

    [Fact]
    public Task Removed_settings_are_reported_at_the_first_table() => Verify.Finding(
        deployed: $"{Tables} {None}", edited: Tables.Replace("PlayerState", "{|STS1013:PlayerState|}"));

    [Fact]
    public Task Of_those_that_it_renames() => Verify.Finding(
        deployed: $$"""[Table(Accessor = "item")] public partial struct Item { public uint id; } {{Tables}} {{None}}""",
        edited: $$"""[Table(Accessor = "item")] public partial struct Item { public uint id; } {{Tables.Replace("PlayerState", "{|STS1013:PlayerState|}")}}""");

    [Fact]
    public Task SnakeCase_is_what_is_used_without_settings() => Verify.NoFinding($"{Tables} {Snake}", Tables);

    [Fact]
    public Task Names_that_are_the_same_under_both_hurt_nobody() => Verify.Findings(
        deployed: $$"""[Table] public partial struct player { public uint id; } {{Snake}}""",
        edited: $$"""[Table] public partial struct {|STS0003:player|} { public uint id; } {{None.Replace("Policy =", "{|STS0003:Policy|} =")}}""");

    [Fact]
    public Task What_is_not_of_a_name_that_differs_is_a_finding_of_its_own() => Verify.Findings(
        deployed: $$"""[Table] public partial struct item { public uint id; public uint price; } {{Tables}} {{Snake}}""",
        edited: $$"""[Table] public partial struct {|STS1001:item|} { public uint id; } {{Tables}} {{None.Replace("Policy =", "{|STS1013:Policy|} =")}}""");

    [Fact]
    public Task Where_no_name_differs_it_stands_for_nothing() => Verify.Findings(
        deployed: $$"""[Table] public partial struct item { public uint id; public uint price; } {{Snake}}""",
        edited: $$"""[Table] public partial struct {|STS1001:{|STS0003:item|}|} { public uint id; } {{None.Replace("Policy =", "{|STS0003:Policy|} =")}}""");

    [Fact]
    public Task Nor_for_a_reducer_that_takes_something_else() => Verify.Findings(
        deployed: $$"""{{Tables}} {{Snake}} public static class Reducers { [Reducer] public static void greet(ReducerContext ctx, uint id) { } }""",
        edited: $$"""{{Tables}} {{None.Replace("Policy =", "{|STS1013:Policy|} =")}} public static class Reducers { [Reducer] public static void {|STS2006:greet|}(ReducerContext ctx, string id) { } }""");

    [Fact]
    public Task A_half_typed_policy_changes_nothing() => Verify.HalfTyped(
        deployed: Tables,
        edited: $$"""{{Tables}} public static class Module { [Settings] public const CaseConversionPolicy Policy = CaseConversionPolicy.; }""");
}
