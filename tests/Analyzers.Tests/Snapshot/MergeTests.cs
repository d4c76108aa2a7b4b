using System.Text.RegularExpressions;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Symbols;

namespace SpacetimeSchema.Analyzers.Tests.Snapshot;

/// <summary>What git makes of two branches that changed the snapshot.</summary>
public sealed partial class MergeTests : IDisposable
{
    private const string Base = """
        [Table] public partial struct Item { public uint Id; public string Name; }
        [Table] public partial struct Player { public uint Id; public string Name; public uint Level; public Mood Mood; }
        [Type] public enum Mood { Calm, Good, Wild }
        """;

    private static readonly string s_base = SnapshotWriter.Write(SchemaOf(Base));

    private readonly GitRepository _repository = new(s_base);

    [Fact]
    public void Changes_of_different_tables_merge()
    {
        Branches(
            "Item { public uint Id; public string Name; public bool Rare; }",
            "Player { public uint Id; public string Name; public uint Level; public Mood Mood; public bool Ready; }");

        Assert.True(_repository.Merge("ours", "theirs"));
        Assert.Equal(
            SchemaOf(
                Edited(
                    "Item { public uint Id; public string Name; public bool Rare; }",
                    "Player { public uint Id; public string Name; public uint Level; public Mood Mood; public bool Ready; }")),
            Read().Schema);
    }

    [Fact]
    public void Changes_of_a_table_and_of_a_type_that_it_holds_merge()
    {
        _repository.Branch(
            "ours",
            Changed(Edited("Player { public uint Id; public string Name; public uint Level; public Mood Mood; public bool Ready; }")));
        _repository.Branch("theirs", Changed(Base.Replace("Wild }", "Wild, Sad }")));

        Assert.True(_repository.Merge("ours", "theirs"));
        Assert.Equal(
            SchemaOf(
                Edited("Player { public uint Id; public string Name; public uint Level; public Mood Mood; public bool Ready; }")
                    .Replace("Wild }", "Wild, Sad }")),
            Read().Schema);
    }

    /// <summary>Far enough from each other that git alone would merge them.</summary>
    [Fact]
    public void Changes_of_the_same_table_conflict()
    {
        var ours = Changed(Edited("Player { [AutoInc] public uint Id; public string Name; public uint Level; public Mood Mood; }"));
        var theirs = Changed(
            Edited("Player { public uint Id; public string Name; public uint Level; public Mood Mood; public bool Ready; }"));
        _repository.Branch("ours", ours);
        _repository.Branch("theirs", theirs);

        Assert.False(_repository.Merge("ours", "theirs"));

        using var without = new GitRepository(WithoutStates(s_base));
        without.Branch("ours", WithoutStates(ours));
        without.Branch("theirs", WithoutStates(theirs));
        Assert.True(without.Merge("ours", "theirs"));
    }

    [Fact]
    public void Changes_of_the_same_type_conflict()
    {
        _repository.Branch("ours", Changed(Base.Replace("Calm,", "Quiet,")));
        _repository.Branch("theirs", Changed(Base.Replace("Wild }", "Wild, Sad }")));

        Assert.False(_repository.Merge("ours", "theirs"));
    }

    [Fact]
    public void Changes_of_the_same_column_conflict()
    {
        Branches(
            "Player { public uint Id; public string Name; public ulong Level; public Mood Mood; }",
            "Player { public uint Id; public string Name; public ushort Level; public Mood Mood; }");

        Assert.False(_repository.Merge("ours", "theirs"));
    }

    [Fact]
    public void An_accepted_change_and_a_change_of_the_same_table_conflict()
    {
        _repository.Branch("ours", Accepted(Base.Replace("uint Level", "string Level")));
        _repository.Branch(
            "theirs", Changed(Edited("Player { [AutoInc] public uint Id; public string Name; public uint Level; public Mood Mood; }")));

        Assert.False(_repository.Merge("ours", "theirs"));
    }

    [Fact]
    public void An_accepted_change_and_a_change_of_another_table_merge_with_the_reason()
    {
        _repository.Branch("ours", Accepted(Base.Replace("uint Level", "string Level")));
        _repository.Branch("theirs", Changed(Edited("Item { public uint Id; public string Name; public bool Rare; }")));

        Assert.True(_repository.Merge("ours", "theirs"));
        Assert.Equal(
            SchemaOf(Edited("Item { public uint Id; public string Name; public bool Rare; }").Replace("uint Level", "string Level")),
            Read().Schema);
        Assert.Equal(["because"], Read().History.Accepted.Changes.Select(static change => change.Reason));
        Assert.Empty(Read().History.Accepted.Stale(Read().Schema!, EngineVersion.Newest));
    }

    [Fact]
    public void Accepted_changes_of_two_tables_merge_with_both_reasons()
    {
        _repository.Branch("ours", Accepted(Base.Replace("uint Level", "string Level")));
        _repository.Branch("theirs", Accepted(Edited("Item { public uint Id; public ulong Name; }")));

        Assert.True(_repository.Merge("ours", "theirs"));
        Assert.Equal(["item.name", "player.level"], Read().History.Accepted.Changes.SelectMany(static change => change.Affects));
        Assert.Empty(Read().History.Accepted.Stale(Read().Schema!, EngineVersion.Newest));
    }

    [Fact]
    public void The_same_change_on_both_sides_merges()
    {
        const string player = "Player { public uint Id; public string Name; public uint Level; public Mood Mood; public bool Ready; }";
        Branches(player, player);

        Assert.True(_repository.Merge("ours", "theirs"));
        Assert.Equal(SchemaOf(Edited(player)), Read().Schema);
    }

    [Fact]
    public void A_side_that_is_taken_where_they_conflict_is_found_at_the_table()
    {
        Branches(
            "Player { [AutoInc] public uint Id; public string Name; public uint Level; public Mood Mood; }",
            "Player { public uint Id; public string Name; public uint Level; public Mood Mood; public bool Ready; }");
        Assert.True(_repository.Merge("ours", "theirs", "-X", "ours"));

        var error = Read().Error!;
        Assert.StartsWith("Table 'player' is not in the state that this line names: a merge or an edit by hand changed it.", error.Message);
        Assert.Matches(PlayerState(), _repository.Text.Substring(0, error.Range.Start));
    }

    [Fact]
    public void A_union_of_both_sides_is_found_at_the_table()
    {
        _repository.Attribute("merge=union");
        Branches(
            "Player { [AutoInc] public uint Id; public string Name; public uint Level; public Mood Mood; }",
            "Player { public uint Id; public string Name; public uint Level; public Mood Mood; public bool Ready; }");
        Assert.True(_repository.Merge("ours", "theirs"));

        var error = Read().Error!;
        Assert.Equal("The property 'state' stands twice in one object.", error.Message);
        Assert.Contains("\"name\": \"player\"", _repository.Text.Substring(0, error.Range.Start).Split('\n')[^3]);
    }

    public void Dispose() => _repository.Dispose();

    private SnapshotDocument Read() => SnapshotReader.Read(_repository.Text);

    private void Branches(string ours, string theirs)
    {
        _repository.Branch("ours", Changed(Edited(ours)));
        _repository.Branch("theirs", Changed(Edited(theirs)));
    }

    /// <summary>The source with other tables of the same names.</summary>
    private static string Edited(params string[] tables) => tables.Aggregate(Base, static (source, table) =>
        Regex.Replace(source, $@"struct {table[..table.IndexOf(' ')]} \{{.*?\}}", $"struct {table}"));

    /// <summary>The snapshot of that source, made of the one that all branches start from.</summary>
    private static string Changed(string source) => SnapshotWriter.Write(SchemaOf(source), SnapshotReader.Read(s_base).History);

    /// <summary>The same, of a change that publish rejects.</summary>
    private static string Accepted(string source)
    {
        var (before, after) = (SnapshotReader.Read(s_base), SchemaOf(source));
        var changes = SchemaComparer.Compare(before.Schema!, after, EngineVersion.Newest);
        Assert.Contains(changes, static change => change.Publish == PublishVerdict.Rejected);
        return SnapshotWriter.Write(
            after,
            before.History with
            {
                Accepted = before.History.Accepted.With(changes, before.Schema!, after, EngineVersion.Newest, "because"),
            });
    }

    private static ModuleSchema SchemaOf(string source) => ModuleCompilation.ReadSchema("using SpacetimeDB;\n" + source);

    private static string WithoutStates(string text) => StateLine().Replace(text, "");

    [GeneratedRegex("""\n      "state": .*""")]
    private static partial Regex StateLine();

    [GeneratedRegex("""\n      "name": "player", .*\n      "state": $""")]
    private static partial Regex PlayerState();
}
