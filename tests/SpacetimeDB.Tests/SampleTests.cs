using SpacetimeDB.Execution;

namespace SpacetimeDB.Tests;

/// <summary>The sample is a game that can be played, not only declarations.</summary>
public sealed class SampleTests : IDisposable
{
    // What the database itself would do in time.
    private const string Scheduler =
        """
        public static class Scheduler
        {
            public static void FireTimers(SpacetimeDB.ReducerContext ctx)
            {
                foreach (var timer in ctx.Db.RespawnTimer.Iter()) Game.Module.RespawnMonsters(ctx, timer);
            }
        }
        """;

    private readonly ModuleExecution module =
        ModuleExecution.Compile([.. Directory.GetFiles(Folders.Sample, "*.cs").Select(File.ReadAllText), Scheduler]);

    public void Dispose() => module.Dispose();

    [Fact]
    public void A_player_joins_fights_and_talks()
    {
        var game = module.NewDatabase(Seeds.Method("Init"));
        Play(game, "FireTimers");
        Play(game, "JoinGame", "grace", 2);
        for (var blows = 0; blows < 4; blows++)
        {
            Play(game, "Attack", 1ul);
        }

        Play(game, "SendChat", 0, "Gone!");
        var dump = game.Dump();
        Assert.Contains("Monster (5)", dump);
        Assert.Contains("Username = \"grace\", Profession = Mage", dump);
        Assert.DoesNotContain("Experience = 0", dump);
        Assert.Contains("Hit (0)", dump);
        Assert.Contains("Text = \"Gone!\"", dump);
    }

    [Fact]
    public void The_migration_runs_once()
    {
        var runs = module.RunTwice("MigrateDisplayNames", Seeds.Method("Init") + (game => Play(game, "JoinGame", "ada", 0)));
        Assert.True(runs.First.Changed);
        Assert.Equal(Repetition.Idempotent, runs.Repetition);
    }

    private static void Play(ModuleDatabase game, string reducer, params object?[] arguments) =>
        Assert.Null(game.Run(reducer, arguments).Error);
}
