using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using SpacetimeDB.Execution;
using SpacetimeSchema.Analyzers.CodeFixes.Migrations;

namespace SpacetimeSchema.Migrations.Tests;

/// <summary>The pattern that tutorials teach is silent; its four mutations are found, and their fixes lead back.</summary>
public sealed class TutorialTests
{
    private const string Tables =
        """
        using SpacetimeDB;

        [SpacetimeDB.Table(Accessor = "Player", Public = true)]
        public partial struct Player
        {
            [PrimaryKey, AutoInc] public ulong Id;
            public string Username;
            [Default(null)] public string? DisplayName;
            [Default(0u)] public uint Score;
        }

        [SpacetimeDB.Table(Accessor = "MigrationStatus")]
        public partial struct MigrationStatus
        {
            [PrimaryKey] public string Name;
            public Timestamp CompletedAt;
        }


        """;

    private const string Tutorial = Tables +
        """
        public static partial class Module
        {
            [Reducer]
            public static void MigratePlayerDisplayNames(ReducerContext ctx)
            {
                if (ctx.Db.MigrationStatus.Name.Find("display_names") is not null)
                {
                    return;
                }
                foreach (var row in ctx.Db.Player.Iter())
                {
                    var player = row;
                    if (player.DisplayName is null)
                    {
                        player.DisplayName = player.Username;
                        ctx.Db.Player.Id.Update(player);
                    }
                }
                ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = "display_names", CompletedAt = ctx.Timestamp });
            }
        }
        """;

    private const string Check = "if (ctx.Db.MigrationStatus.Name.Find(\"display_names\") is not null)";
    private const string Record =
        "ctx.Db.MigrationStatus.Insert(new MigrationStatus { Name = \"display_names\", CompletedAt = ctx.Timestamp });";

    private static readonly CodeFixProvider[] s_fixes =
        [new GuardWithMarkerCodeFix(), new RecordMarkerCodeFix(), new CorrectKeyCodeFix(), new CheckMarkerFirstCodeFix()];

    public static TheoryData<string, string> Mutations => new()
    {
        { "without the check", Tutorial.Replace(Check, "if (false)") },
        { "without the insert", Tutorial.Replace(Record, "") },
        { "with another key", Tutorial.Replace(Record, Record.Replace("display_names", "displayNames")) },
        { "with an accumulating loop and no check", Tutorial.Replace(Check, "if (false)").Replace("player.DisplayName is null", "true")
            .Replace("player.DisplayName = player.Username", "player.Score += 10") },
    };

    [Fact]
    public void The_pattern_is_silent() => Assert.Empty(Warnings(Tutorial));

    [Theory]
    [MemberData(nameof(Mutations))]
    public void A_mutation_is_found(string mutation, string source)
    {
        _ = mutation;
        Assert.Equal(["STS3003"], Warnings(source));
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public void A_fixed_mutation_is_silent_and_idempotent(string mutation, string source)
    {
        _ = mutation;
        var runner = new FixRunner([source]);
        var fixes = s_fixes.SelectMany(provider => runner.Fixes(provider, "MigratePlayerDisplayNames")).ToArray();
        Assert.NotEmpty(fixes);
        foreach (var (action, changed) in fixes)
        {
            var sources = runner.SourcesOf(changed);
            Assert.True(Warnings(sources).Length == 0, action.Title + sources[0]);
            using var execution = ModuleExecution.Compile(sources);
            Assert.Equal(Repetition.Idempotent, execution.RunTwice("MigratePlayerDisplayNames").Repetition);
        }
    }

    private static string[] Warnings(params string[] sources) =>
        [.. new MigrationModule(sources).Of("MigratePlayerDisplayNames").Where(finding => finding.Severity == DiagnosticSeverity.Warning)
            .Select(finding => finding.Id)];
}
