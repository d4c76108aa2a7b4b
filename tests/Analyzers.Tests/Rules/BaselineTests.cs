namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>What a module is compared with: our own snapshot, what a server says, or several of them.</summary>
public class BaselineTests
{
    private const string Old = "[Table] public partial struct Player { public uint Id; }";
    private const string New = "[Table] public partial struct Player { public uint Id; public uint {|STS1005:Score|}; }";

    /// <summary>As SpacetimeDB 2.x says it.</summary>
    private const string V10 =
        """
        {"sections":[
          {"Typespace":{"types":[{"Product":{"elements":[{"name":{"some":"id"},"algebraic_type":{"U32":[]}}]}}]}},
          {"Types":[{"source_name":{"scope":[],"source_name":"Player"},"ty":0,"custom_ordering":true}]},
          {"Tables":[{"source_name":"Player","product_type_ref":0,"primary_key":[],"indexes":[],"constraints":[],"sequences":[],
            "table_type":{"User":[]},"table_access":{"Private":[]},"default_values":[],"is_event":false}]},
          {"ExplicitNames":{"entries":[{"Table":{"source_name":"Player","canonical_name":"player"}}]}}]}
        """;

    /// <summary>As SpacetimeDB 1.x says it.</summary>
    private const string V9 =
        """
        {"typespace":{"types":[{"Product":{"elements":[{"name":{"some":"id"},"algebraic_type":{"U32":[]}}]}}]},
         "tables":[{"name":"player","product_type_ref":0,"primary_key":[],"indexes":[],"constraints":[],"sequences":[],
           "schedule":{"none":[]},"table_type":{"User":[]},"table_access":{"Private":[]}}],
         "reducers":[],"types":[{"name":{"scope":[],"name":"Player"},"ty":0,"custom_ordering":true}],"misc_exports":[],"row_level_security":[]}
        """;

    [Theory]
    [InlineData(V10)]
    [InlineData(V9)]
    public Task What_a_server_says_is_a_baseline_as_it_is(string answer) => Verify.Against(
        answer,
        New,
        says: "New column 'Score' (u32) of table 'player' has no default for the rows that are there: publish will reject it. Add '[Default(...)]', or make it nullable with '[Default(null!)]'.",
        with: new() { Change = "AddColumn", Publish = "rejected", Affects = "player.score" });

    [Theory]
    [InlineData(V10)]
    [InlineData(V9)]
    public Task What_a_server_does_not_say_accuses_nobody(string answer) => Verify.Against(answer, Old);

    [Fact]
    public Task Removed_things_are_reported_in_an_answer_as_well() => Verify.Against(
        V10.Replace("\"Tables\":[{", "\"Tables\":[{|STS1101:{|}"), edited: "public class Nothing { }");

    /// <summary>Of a database that a module in another language made.</summary>
    [Fact]
    public Task The_tables_of_submodules_are_removed_by_a_module_of_C_sharp() => Verify.Against(
        V10.Replace(
            "{\"sections\":[",
            "{\"sections\":[{\"Submodules\":[{|STS1101:{|}\"namespace\":\"lib\",\"module\":"
                + V10.Replace("Player", "Session").Replace("\"player\"", "\"session\"") + "}]},"),
        Old,
        says: "Table 'lib.session' was removed: publish disconnects every client, and fails unless the table is empty. Empty it with a reducer first, or keep it.");

    [Fact]
    public Task Each_baseline_is_compared_and_named() =>
        new SchemaTest("[Table] public partial struct Player { public uint Id; public uint {|STS1005:Score|}; }")
            .Against(DeployedModule.Snapshot("[Table] public partial struct Player { public uint Id; public uint Score; }"))
            .Against(DeployedModule.Snapshot(Old), "spacetimedb.staging.schema.json")
            .Where(
                "Against 'spacetimedb.staging.schema.json': New column 'Score' (u32) of table 'player' has no default for the rows that are there: publish will reject it. Add '[Default(...)]', or make it nullable with '[Default(null!)]'.",
                new() { Baseline = "spacetimedb.staging.schema.json" })
            .RunAsync();

    [Fact]
    public Task The_command_is_told_which_of_them_to_write() =>
        new SchemaTest(
            "[Table] public partial struct Player { public uint Id; } [Table] public partial struct {|STS0003:Bot|} { public uint Id; }")
            .Against(
                DeployedModule.Snapshot(
                    "[Table] public partial struct Player { public uint Id; } [Table] public partial struct Bot { public uint Id; }"))
            .Against(DeployedModule.Snapshot(Old), "spacetimedb.staging.schema.json")
            .Where(
                "Against 'spacetimedb.staging.schema.json': The snapshot lacks the new table 'bot'. Publish allows it; after you have published, take it over with the fix or with 'dotnet build -t:UpdateSchema -p:SpacetimeSchemaSnapshot=spacetimedb.staging.schema.json'.",
                new() { Baseline = "spacetimedb.staging.schema.json" })
            .RunAsync();

    [Fact]
    public Task A_change_against_both_is_reported_for_each() =>
        new SchemaTest("[Table] public partial struct Player { public uint Id; public uint {|STS1005:{|STS1005:Score|}|}; }")
            .Against(DeployedModule.Snapshot(Old))
            .Against(DeployedModule.Snapshot(Old), "spacetimedb.staging.schema.json")
            .RunAsync();

    [Fact]
    public Task A_database_of_1_x_under_a_module_of_2_x_is_a_changed_policy() => Verify.Against(
        V9.Replace("\"player\"", "\"Player\"").Replace("\"id\"", "\"Id\""),
        Old.Replace("Player", "{|STS1013:Player|}"));
}
