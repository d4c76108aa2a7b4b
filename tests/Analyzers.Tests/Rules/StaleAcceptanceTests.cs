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

    private const string Line =
        """{ "change": "ChangeColumnType", "affects": ["player.level"], "old": "u32", "new": "string", "reason": "why" }""";

    [Fact]
    public Task A_change_that_was_accepted_and_is_there_is_no_finding() =>
        Verify.Against(Snapshot(Deployed, Accepted), Accepted);

    [Fact]
    public Task One_that_was_taken_back_is_found_at_its_line() => Verify.Against(
        Marked(
            Snapshot(Deployed, Accepted).Replace("\"field\": \"Level\", \"type\": \"string\"", "\"field\": \"Level\", \"type\": \"u32\"")
                .Replace(State(Accepted), State(Deployed))),
        Deployed,
        says: "The snapshot 'spacetimedb.schema.json' keeps ChangeColumnType player.level as accepted, and its schema has no such change any more. Remove the line with the fix or with 'dotnet build -t:UpdateSchema'.");

    /// <summary>The database never had what was accepted: publish sees no change.</summary>
    [Fact]
    public Task Code_that_takes_it_back_is_not_rejected() => new SchemaTest(Deployed.Replace("struct Player", "struct {|STS0003:Player|}"))
        .Against(Snapshot(Deployed, Accepted))
        .Where(
            "The snapshot lacks that table 'player' is as it is deployed, without what was accepted. Publish allows it; after you have published, take it over with the fix or with 'dotnet build -t:UpdateSchema'.",
            new() { Change = "TakeBackAccepted", Publish = "allowed" })
        .RunAsync();

    [Fact]
    public Task What_else_changed_is_told_from_what_is_deployed() =>
        new SchemaTest(
            Deployed.Replace("struct Player", "struct {|STS0003:Player|}").Replace("Level;", "Level; public uint {|STS1005:Rank|};"))
            .Against(Snapshot(Deployed, Accepted))
            .RunAsync();

    [Fact]
    public Task A_type_is_taken_back_like_a_table()
    {
        const string Table = "[Table] public partial struct Hero { public uint Id; public Mood Mood; }";
        return new SchemaTest(Table + " [Type] public enum {|STS0003:Mood|} { Calm, Wild }")
            .Against(Snapshot(Table + " [Type] public enum Mood { Calm, Wild }", Table + " [Type] public enum Mood { Calm, Angry }"))
            .RunAsync();
    }

    [Fact]
    public Task A_third_state_is_rejected_as_before() => new SchemaTest(Deployed.Replace("uint Level", "ulong {|STS1003:Level|}"))
        .Against(Snapshot(Deployed, Accepted))
        .RunAsync();

    [Fact]
    public async Task The_fix_brings_back_what_is_deployed()
    {
        var project = Fixes.ModuleWorkspace.Create("using SpacetimeDB; " + Deployed, Snapshot(Deployed, Accepted));
        var finding = Assert.Single(await Fixes.ModuleWorkspace.FindingsAsync(project));
        var solution = await CodeFixes.Snapshot.SnapshotEdit.AcceptAsync(project.Solution, [(project, [finding])], default);
        var text = (await solution.GetProject(project.Id)!.AdditionalDocuments.Single().GetTextAsync()).ToString();
        Assert.Equal(SchemaOf(Deployed), SnapshotReader.Read(text).Schema);
        Assert.DoesNotContain("\"accepted\"", text);
    }

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
            Snapshot(
                $"{types} {tables} [Table] public partial struct Pet {{ public Mood Mood; }}",
                $"{types.Replace("Wild", "Angry")} {tables} [Table] public partial struct Pet {{ public Mood Mood; }}",
                $"{types.Replace("Wild", "Angry")} {tables}"),
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
            text = SnapshotWriter.Write(
                after,
                before.History with
                {
                    Accepted = before.History.Accepted.With(changes, before.Schema!, after, EngineVersion.Newest, "why"),
                });
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
