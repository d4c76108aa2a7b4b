using System.Text.RegularExpressions;
using SpacetimeDB.Execution;

namespace SpacetimeDB.Tests;

/// <summary>Every migration reducer of the corpus does what its label says when it runs twice.</summary>
public sealed partial class MigrationCorpusTests
{
    // Rows that tell the reducers apart: texts to trim and to split, a premium player, names that differ, an item without count.
    private const string Seed =
        """
        using SpacetimeDB;

        public static class CorpusSeed
        {
            public static void Seed(ReducerContext ctx)
            {
                ctx.Db.Player.Insert(NewPlayer("ada", "Ada Lovelace") with { Score = 3, FirstName = "Ada", IsPremium = true });
                var grace = NewPlayer(" grace ", "Grace Brewster Hopper");
                ctx.Db.Player.Insert(grace with { Score = 5, DisplayName = "Amazing", MigratedAt = ctx.Timestamp });
                ctx.Db.Player.Insert(NewPlayer("", "Plato") with { LastName = "P", Level = 9 });
                ctx.Db.Item.Insert(new Item { OwnerId = 1, Name = "Sword", Count = 2, Slug = "" });
                ctx.Db.Item.Insert(new Item { OwnerId = 2, Name = "Dust", Count = 0, Slug = "" });
                ctx.Db.GlobalStat.Insert(new GlobalStat { Key = "total_users", Value = 1 });
                ctx.Db.SchemaVersion.Insert(new SchemaVersion { Id = 0, Version = 1 });
            }

            private static Player NewPlayer(string username, string fullName) =>
                new() { Username = username, FullName = fullName, FirstName = "", LastName = "" };
        }
        """;

    private static readonly Lazy<ModuleExecution> Module = new(() => ModuleExecution.Compile(
        Folders.ReadCorpus("migrations", "schema.cs"),
        Folders.ReadCorpus("migrations", "open.cs"),
        Seed));

    public static TheoryData<string, bool> Labels()
    {
        var labels = new TheoryData<string, bool>();
        foreach (Match match in Label().Matches(Folders.ReadCorpus("migrations", "open.cs")))
        {
            labels.Add(match.Groups["reducer"].Value, match.Groups["label"].Value == "idempotent");
        }

        return labels;
    }

    [Fact]
    public void Every_reducer_has_a_label() => Assert.Equal(
        Regex.Count(Folders.ReadCorpus("migrations", "open.cs"), @"^ +\[Reducer\]", RegexOptions.Multiline),
        Labels().Count());

    [Theory]
    [MemberData(nameof(Labels))]
    public void A_reducer_does_what_its_label_says(string reducer, bool isIdempotent)
    {
        var runs = Module.Value.RunTwice(reducer);
        Assert.Null(runs.First.Error);
        Assert.Equal(isIdempotent, runs.Repetition is Repetition.Idempotent);
    }

    [GeneratedRegex(@"// \[(?<label>[a-z-]+)\][^\n]*\n +\[Reducer\]\s+public static void (?<reducer>\w+)")]
    private static partial Regex Label();
}
