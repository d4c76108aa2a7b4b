namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS0001.</summary>
public class MissingSnapshotTests
{
    [Fact]
    public Task A_module_without_a_snapshot_is_told_what_to_run() => Verify.WithoutSnapshot(
        "[Table] public partial struct {|STS0001:Player|} { public uint Id; }",
        says: "This module has a table and no snapshot of the deployed schema. Run 'dotnet build -t:UpdateSchema' on the code that is deployed, or '-t:PullSchema' against the server, to create spacetimedb.schema.json, and commit it.");

    [Fact]
    public Task It_is_said_once_at_the_first_table() => Verify.WithoutSnapshot(
        "public class Other { } [Table] public partial struct {|STS0001:Player|} { public uint Id; } [Table] public partial struct Bot { public uint Id; }",
        says: "This module has 2 tables and no snapshot of the deployed schema. Run 'dotnet build -t:UpdateSchema' on the code that is deployed, or '-t:PullSchema' against the server, to create spacetimedb.schema.json, and commit it.");

    [Fact]
    public Task A_module_without_tables_needs_none() => Verify.WithoutSnapshot(
        "public static class Module { [Reducer] public static void Greet(ReducerContext ctx) { } }");

    [Fact]
    public Task With_a_snapshot_there_is_nothing_to_say() => Verify.NoFinding(
        "[Table] public partial struct Player { public uint Id; }", "[Table] public partial struct Player { public uint Id; }");

    [Fact]
    public Task A_file_of_another_name_is_no_snapshot() =>
        new SchemaTest("[Table] public partial struct {|STS0001:Player|} { public uint Id; }")
            .Against("{}", "schema.json")
            .RunAsync();

    [Fact]
    public Task Half_a_table_is_a_table() =>
        new SchemaTest("[Table] public partial struct {|STS0001:Player|} { public uint ").HalfTyped().RunAsync();
}
