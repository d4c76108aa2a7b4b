using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Symbols;

namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS0004.</summary>
public class StaleAcceptanceTests
{
    private const string Deployed = "[Table] public partial struct Player { public uint Id; public uint Level; }";
    private const string Accepted = "[Table] public partial struct Player { public uint Id; public string Level; }";

    private const string Line = """{ "change": "ChangeColumnType", "affects": ["player.level"], "old": "u32", "new": "string", "reason": "why" }""";

    [Fact]
    public Task A_change_that_was_accepted_and_is_there_is_no_finding() =>
        Verify.Against(Snapshot(Deployed, Accepted), Accepted);

    [Fact]
    public Task One_that_was_taken_back_is_found_at_its_line() => Verify.Against(
        Marked(Snapshot(Deployed, Accepted).Replace("\"field\": \"Level\", \"type\": \"string\"", "\"field\": \"Level\", \"type\": \"u32\"").Replace(State(Accepted), State(Deployed))),
        Deployed,
        says: "The snapshot 'spacetimedb.schema.json' keeps ChangeColumnType player.level as accepted, and its schema has no such change any more. Remove the line with the fix or with 'dotnet build -t:UpdateSchema'.");

    [Fact]
    public Task What_became_of_the_rest_of_the_table_does_not_matter()
    {
        const string grown = "[Table] public partial struct Player { public uint Id; public string Level; public uint Rank; }";
        return Verify.Against(Snapshot(Deployed, Accepted, grown), grown);
    }

    [Fact]
    public Task A_change_of_a_type_is_still_there_when_a_column_that_held_it_is_not()
    {
        const string types = "[Type] public enum Mood { Calm, Wild }";
        const string tables = "[Table] public partial struct Player { public uint Id; public Mood Mood; }";
        return Verify.Against(
            Snapshot($"{types} {tables} [Table] public partial struct Pet {{ public Mood Mood; }}", $"{types.Replace("Wild", "Angry")} {tables} [Table] public partial struct Pet {{ public Mood Mood; }}", $"{types.Replace("Wild", "Angry")} {tables}"),
            $"{types.Replace("Wild", "Angry")} {tables}");
    }

    [Fact]
    public Task Half_typed_code_does_not_matter() => new SchemaTest(Accepted + " [Table] public partial struct {|STS0003:Pet|} { public ")
        .Against(Snapshot(Deployed, Accepted))
        .HalfTyped()
        .RunAsync();

    /// <summary>A snapshot of the first module into which the others were accepted, one after the other.</summary>
    private static string Snapshot(params string[] sources)
    {
        var text = SnapshotWriter.Write(SchemaOf(sources[0]));
        foreach (var source in sources.Skip(1))
        {
            var (before, after) = (SnapshotReader.Read(text), SchemaOf(source));
            var changes = SchemaComparer.Compare(before.Schema!, after, EngineVersion.Newest);
            text = SnapshotWriter.Write(after, before.History with { Accepted = before.History.Accepted.With(changes, before.Schema!, after, EngineVersion.Newest, "why") });
        }
        return text;
    }

    private static string State(string source) => SnapshotWriter.Write(SchemaOf(source)).Split("\"state\": \"")[1].Split('"')[0];

    private static string Marked(string snapshot)
    {
        Assert.Contains(Line, snapshot);
        return snapshot.Replace(Line, $"{{|STS0004:{Line}|}}");
    }

    private static ModuleSchema SchemaOf(string source) => ModuleCompilation.ReadSchema(DeployedModule.Compile(source));
}
