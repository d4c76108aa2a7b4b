namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS0002.</summary>
public class UnreadableSnapshotTests
{
    private const string Edited = "[Table] public partial struct Player { public uint Id; public uint New; }";

    [Fact]
    public Task A_snapshot_of_a_newer_package_is_not_guessed_at() => Verify.Against(
        """{ "format": {|STS0002:2|} }""",
        Edited,
        says: "The snapshot 'spacetimedb.schema.json' cannot be read, and nothing is compared with it: The snapshot was written in format 2 by a newer SpacetimeSchema.Analyzers; this one reads formats up to 1. Update the package.");

    [Fact]
    public Task Text_that_is_no_schema_is_told_from_a_snapshot() => Verify.Against(
        """{|STS0002:{|} "name": "player" }""",
        Edited,
        says: "The snapshot 'spacetimedb.schema.json' cannot be read, and nothing is compared with it: This is neither a snapshot of SpacetimeSchema.Analyzers (no 'format') nor a schema that 'spacetime describe --json' prints (no 'sections' and no 'typespace').");

    [Fact]
    public Task A_mark_of_a_merge_conflict_is_found() => Verify.Against(
        """
        {
          "format": 1,
        {|STS0002:<<<<<<<|} ours
          "tables": []
        """,
        Edited,
        says: "The snapshot 'spacetimedb.schema.json' cannot be read, and nothing is compared with it: Here is a conflict of a merge. Make each table what is deployed, and delete the markers and the 'state' lines between them; the next 'dotnet build -t:UpdateSchema' writes those again.");

    [Fact]
    public Task A_table_that_stands_twice_is_a_bad_merge() => Verify.Against(
        """
        {
          "format": 1,
          "tables": [
            { "name": "player", "access": "public", "columns": [{ "name": "id", "type": "u32" }] },
            { "name": {|STS0002:"player"|}, "access": "private", "columns": [{ "name": "id", "type": "u32" }] }
          ]
        }
        """,
        Edited,
        says: "The snapshot 'spacetimedb.schema.json' cannot be read, and nothing is compared with it: The table 'player' stands twice in the snapshot.");

    [Fact]
    public Task A_type_that_is_not_there_is_named() => Verify.Against(
        """{ "format": 1, "tables": [{ "name": "player", "access": "public", "columns": [{|STS0002:{ "name": "mood", "type": "Mood" }|}] }] }""",
        Edited,
        says: "The snapshot 'spacetimedb.schema.json' cannot be read, and nothing is compared with it: The type 'Mood' is not among the types of the snapshot.");

    [Fact]
    public Task A_misspelt_property_is_not_ignored() => Verify.Against(
        """{ "format": 1, {|STS0002:"tabels"|}: [] }""", Edited);

    [Fact]
    public Task The_other_baselines_are_compared_all_the_same() =>
        new SchemaTest("[Table] public partial struct Player { public uint Id; public uint {|STS1005:New|}; }")
            .Against("""{ "format": {|STS0002:2|} }""")
            .Against(DeployedModule.Snapshot("[Table] public partial struct Player { public uint Id; }"), "spacetimedb.staging.schema.json")
            .RunAsync();
}
