using SpacetimeDB.Execution;

namespace SpacetimeDB.Tests;

public sealed class SyntheticSeedTests
{
    [Fact]
    public void Every_table_of_the_corpus_gets_rows()
    {
        var modules = Folders.Pairs.Where((_, i) => i % 8 == 0);
        Parallel.ForEach(modules, folder =>
        {
            using var module = ModuleExecution.Compile(File.ReadAllText(Path.Combine(folder, "old.cs")));
            foreach (var table in module.NewDatabase(Seeds.Synthetic()).Tables)
            {
                var description = table.Description;
                Assert.True(table.Count > 1 || description.IsEvent, $"{description.Accessor} of {folder} has {table.Count} rows");
            }
        });
    }

    [Fact]
    public void Rows_differ_and_seeds_add_up()
    {
        using var module = ModuleExecution.Compile("""
            using SpacetimeDB;
            [Table(Accessor = "Player")]
            public partial struct Player
            {
                [PrimaryKey, AutoInc] public ulong Id;
                [Unique] public int Score;
                public string? Name;
                public Timestamp Seen;
                public List<bool> Flags;
            }
            public static class Module
            {
                public static void More(ReducerContext ctx) => ctx.Db.Player.Insert(new Player { Score = 99, Flags = new() });
            }
            """);
        Assert.Equal(
            """
            Player (6)
              { Id = 1, Score = -1, Name = null, Seen = 2023-11-14T22:13:23.000000+00:00, Flags = [false] }
              { Id = 2, Score = 0, Name = "  padded ", Seen = 2023-11-14T22:13:24.000000+00:00, Flags = [true, false] }
              { Id = 3, Score = 2, Name = "Zo\u00eb \"Z\" \\ K", Seen = 2023-11-14T22:13:25.000000+00:00, Flags = [] }
              { Id = 4, Score = 3, Name = null, Seen = 2023-11-14T22:13:26.000000+00:00, Flags = [true] }
              { Id = 5, Score = 1, Name = "Grace Hopper", Seen = 2023-11-14T22:13:27.000000+00:00, Flags = [false, true] }
              { Id = 6, Score = 99, Name = null, Seen = 1970-01-01T00:00:00.000000+00:00, Flags = [] }

            """.Replace("\\u00eb", "\u00eb"),
            module.NewDatabase(Seeds.Synthetic() + Seeds.Method("More")).Dump());
    }
}
