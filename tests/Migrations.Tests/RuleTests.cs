using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeDB.Execution;
using SpacetimeSchema.Analyzers.CodeFixes.Migrations;
using SpacetimeSchema.Analyzers.CodeFixes.Migrations.Records;
using SpacetimeSchema.Analyzers.Migrations;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;

namespace SpacetimeSchema.Migrations.Tests;

/// <summary>The rules around migrations: who may call them, what is recorded, and what the configuration names.</summary>
public sealed class RuleTests
{
    private const string Tables =
        """
        using SpacetimeDB;

        [SpacetimeDB.Table(Accessor = "Player", Public = true)]
        public partial struct Player { [PrimaryKey, AutoInc] public ulong Id; public string Name; [Default(0u)] public uint Score; }

        [SpacetimeDB.Table(Accessor = "AdminConfig")]
        public partial struct AdminConfig { [PrimaryKey] public uint Id; public Identity Owner; }

        [SpacetimeDB.Table(Accessor = "EventLog")]
        public partial struct EventLog { [PrimaryKey, AutoInc] public ulong Id; public string Text; }

        [SpacetimeDB.Table(Accessor = "MigrationLock")]
        public partial struct MigrationLock { [PrimaryKey] public string Table; }

        [SpacetimeDB.Table(Accessor = "Job", Scheduled = nameof(Module.MigrateByJob))]
        public partial struct Job { [PrimaryKey, AutoInc] public ulong Id; public ScheduleAt ScheduledAt; }

        """;

    private const string Write = "foreach (var p in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(p with { Name = p.Name.Trim() });";

    [Theory]
    [InlineData("Reward", false)]
    [InlineData("MigrateReward", true)]
    public void Who_waits_for_a_migration_is_none_unless_it_is_called_so(string name, bool isFound)
    {
        using var module = new MigrationModule(Tables + $$"""
            [SpacetimeDB.Table(Accessor = "MigrationStatus")]
            public partial struct MigrationStatus { [PrimaryKey] public string Name; }

            public static partial class Module
            {
                [Reducer]
                public static void {{name}}(ReducerContext ctx)
                {
                    if (ctx.Db.MigrationStatus.Name.Find("scores") is null) return;
                    foreach (var p in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(p with { Score = p.Score + 1 });
                }
            }
            """);

        Assert.Equal(isFound, module.Of(name).Any(finding => finding.Id == "STS3003"));
        Assert.Equal(isFound, module.IsFound(name));
    }

    [Theory]
    [InlineData("ctx.Db.Season.Insert(new Season { Id = 7, Start = ctx.Timestamp });", true)]
    [InlineData("ctx.Db.Season.Insert(new Season { Id = 7 });", false)]
    [InlineData("ctx.Db.Season.Id.Delete(7); ctx.Db.Season.Insert(new Season { Id = 7 });", false)]
    [InlineData("if (ctx.Db.Season.Count > 0) throw new Exception(); ctx.Db.Season.Insert(new Season { Id = 7, Start = ctx.Timestamp });", false)]
    [InlineData("try { ctx.Db.Season.Insert(new Season { Id = 7, Start = ctx.Timestamp }); } catch (Exception) { }", false)]
    public void A_second_run_that_fails_at_a_key_is_found_and_one_that_refuses_itself_is_not(string body, bool isFound)
    {
        using var module = new MigrationModule(Tables + $$"""
            [SpacetimeDB.Table(Accessor = "Season")]
            public partial struct Season { [PrimaryKey] public uint Id; public Timestamp Start; }

            public static partial class Seeds
            {
                [Reducer] public static void SeedSeasons(ReducerContext ctx) { {{body}} }
            }
            """);

        Assert.Equal(isFound, module.Of("SeedSeasons").Any(finding => finding.Id == "STS3002"));
        Assert.Equal(isFound, module.IsFound("SeedSeasons"));
    }

    [Theory]
    [InlineData("ctx.Timestamp.ToString()", "STS3004")]
    [InlineData("$\"since {ctx.Timestamp}\"", "STS3004")]
    [InlineData("\"t\" + ctx.Timestamp", "STS3004")]
    [InlineData("p.Name + \"|\" + ctx.Sender", "STS3001")]
    [InlineData("$\"{p.Name}/{ctx.Sender}\"", "STS3001")]
    [InlineData("p.Name + ctx.Timestamp.TimeDurationSince(default)", "STS3001")]
    public void A_time_or_an_identity_in_a_text_is_followed(string value, string rule)
    {
        using var module = new MigrationModule(Tables + $$"""
            public static partial class Texts
            {
                [Reducer] public static void MigrateTexts(ReducerContext ctx) { foreach (var p in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(p with { Name = {{value}} }); }
                [Reducer] public static void MigrateOwner(ReducerContext ctx) { foreach (var p in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(p with { Name = $"of {ctx.Sender}" }); }
            }
            """);

        Assert.Contains(module.Of("MigrateTexts"), finding => finding.Id == rule);
        Assert.False(module.IsFound("MigrateOwner"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("if (ctx.Sender != ctx.Identity) throw new Exception(\"owner only\");")]
    [InlineData("if (!ctx.Sender.Equals(ctx.DatabaseIdentity)) return;")]
    [InlineData("if (ctx.Sender == default) throw new Exception(\"nobody\");")]
    public void A_migration_without_an_owner_check_can_be_called_by_any_client(string check) =>
        Assert.Contains("STS3010", Ids(Reducer($"{check}\n{Write}")));

    [Theory]
    [InlineData("if (ctx.Db.AdminConfig.Id.Find(0) is not { } config || config.Owner != ctx.Sender) throw new Exception(\"owner only\");")]
    [InlineData("if (ctx.Sender != s_owner) throw new Exception(\"owner only\");")]
    [InlineData("if (!IsOwner(ctx)) return;")]
    [InlineData("if (!ctx.SenderAuth.IsInternal) throw new Exception(\"internal\");")]
    public void An_owner_check_is_seen(string check) => Assert.DoesNotContain("STS3010", Ids(Reducer($"{check}\n{Write}")));

    [Fact]
    public void Before_2_0_it_is_not() => Assert.Contains("STS3010", Ids(
        Reducer("").Replace("MigrateIt(ReducerContext ctx)", "Other(ReducerContext ctx)"),
        "MigrateByJob",
        ("build_property.SpacetimeSchemaEngineVersion", "1.12.0")));

    [Fact]
    public void A_scheduled_reducer_is_private() =>
        Assert.DoesNotContain(
            "STS3010", Ids(Reducer("").Replace("MigrateIt(ReducerContext ctx)", "Other(ReducerContext ctx)"), "MigrateByJob"));

    [Theory]
    [InlineData("try { ctx.Db.Player.Id.Update(p); } catch (Exception) { }", true)]
    [InlineData("try { ctx.Db.Player.Id.Update(p); } catch (Exception) { throw; }", false)]
    [InlineData("try { ctx.Db.Player.Insert(p); } catch (UniqueConstraintViolationException) { }", false)]
    [InlineData("try { Log.Info(p.Name); } catch (Exception) { }", false)]
    public void Swallowed_exceptions_are_seen(string body, bool isFound) =>
        Assert.Equal(isFound, Ids(Reducer($"foreach (var p in ctx.Db.Player.Iter()) {{ {body} }}")).Contains("STS3013"));

    [Theory]
    [InlineData("foreach (var p in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(p with { Score = 1 });", true)]
    [InlineData("ctx.Db.Player.Clear();", true)]
    [InlineData("foreach (var p in ctx.Db.Player.Iter()) if (p.Score > 3) ctx.Db.Player.Id.Update(p with { Score = 1 });", false)]
    [InlineData("foreach (var p in ctx.Db.Player.Iter()) { if (p.Score > 3) continue; ctx.Db.Player.Id.Delete(p.Id); }", false)]
    public void An_ordinary_reducer_that_rewrites_a_table_is_seen(string body, bool isFound) =>
        Assert.Equal(isFound, Ids(Reducer(body).Replace("MigrateIt", "ResetRound"), "ResetRound").Contains("STS3012"));

    [Theory]
    [InlineData("ctx.Db.EventLog.Insert(new EventLog { Text = \"x\" });", false)]
    [InlineData("ctx.Db.EventLog.Id.Delete(1);", true)]
    [InlineData("ctx.Db.EventLog.Clear();", true)]
    [InlineData("Forget(ctx);", true)]
    public void An_append_only_table_is_not_rewritten(string body, bool isFound) => Assert.Equal(
        isFound,
        Ids(Reducer(body).Replace("MigrateIt", "Write"), "Write", ("spacetimedb_append_only_tables", "event_log")).Contains("STS3014"));

    [Theory]
    [InlineData("ctx.Db.Player.Id.Delete(1);", true)]
    [InlineData(
        "if (ctx.Db.MigrationLock.Table.Find(\"player\") is not null) throw new Exception(\"locked\"); ctx.Db.Player.Id.Delete(1);", false)]
    [InlineData("ctx.Db.Player.Id.Delete(1); if (ctx.Db.MigrationLock.Count > 0) return;", true)]
    [InlineData("ctx.Db.EventLog.Clear();", false)]
    public void A_locked_table_is_written_after_a_look_at_its_lock(string body, bool isFound) => Assert.Equal(
        isFound,
        Ids(Reducer(body).Replace("MigrateIt", "Write"), "Write", ("spacetimedb_migration_locks", "player:migration_lock"))
            .Contains("STS3015"));

    [Fact]
    public void A_table_that_records_migrations_is_configured()
    {
        var source = Reducer(
            "if (ctx.Db.AdminConfig.Count > 90) return; foreach (var p in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(p with { Score = p.Score + 1 });")
            .Replace("MigrateIt", "Rollout");
        Assert.DoesNotContain(Ids(source, "Rollout"), MigrationModule.NotIdempotent.Contains);
        Assert.Contains(Ids(source, "Rollout", ("spacetimedb_marker_tables", "AdminConfig")), MigrationModule.NotIdempotent.Contains);
    }

    [Theory]
    [InlineData("UpgradePlayers(ReducerContext ctx)", true)]
    [InlineData("UpgradePlayer(ReducerContext ctx, ulong id)", false)]
    [InlineData("RunUpgradeOfPlayers(ReducerContext ctx)", true)]
    [InlineData("BuyUpgrades(ReducerContext ctx)", false)]
    [InlineData("BackfillPlayers(ReducerContext ctx, int most)", true)]
    public void A_word_that_games_use_too_says_migration_only_of_a_reducer_that_takes_nothing(string reducer, bool isMigration)
    {
        var source = Reducer("foreach (var p in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(p with { Score = p.Score + 1 });")
            .Replace("MigrateIt(ReducerContext ctx)", reducer);
        Assert.Equal(isMigration, Ids(source, reducer[..reducer.IndexOf('(')]).Contains("STS3001"));
    }

    [Theory]
    [InlineData("DataUpgrade", true)]
    [InlineData("PlayerUpgrade", false)]
    [InlineData("Upgrade", false)]
    [InlineData("MapMarker", false)]
    public void What_a_player_has_bought_or_marked_is_no_record_of_migrations(string table, bool isMarker)
    {
        var source = Reducer($$"""
            if (ctx.Db.{{table}}.Id.Find("double score") is not null) return;
            foreach (var p in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(p with { Score = p.Score + 1 });
            """).Replace("MigrateIt", "KillZombie") + $$"""

            [SpacetimeDB.Table(Accessor = "{{table}}")]
            public partial struct {{table}} { [PrimaryKey] public string Id; public uint Level; }

            """;
        Assert.Equal(isMarker, Ids(source, "KillZombie").Any(MigrationModule.NotIdempotent.Contains));
    }

    /// <summary>A record of a version that is made where there is none is found in the same run.</summary>
    [Theory]
    [InlineData(
        "if (ctx.Db.SchemaVersion.Id.Find(0) is null) return;", "the rows are written exactly when 0 is already in 'SchemaVersion'")]
    [InlineData(
        "if (ctx.Db.SchemaVersion.Id.Find(0) is null) ctx.Db.SchemaVersion.Insert(new SchemaVersion { Id = 0 }); if (ctx.Db.SchemaVersion.Id.Find(0) is not { Level: < 2 }) return;",
        "0 is looked up in 'SchemaVersion' for what its row says, and what the first run leaves there (Level 0) does not stop the second")]
    public void Why_a_guard_fails_is_told(string guard, string reason)
    {
        var source = Reducer($"{guard} foreach (var p in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(p with {{ Score = p.Score + 1 }});")
            + """

            [SpacetimeDB.Table(Accessor = "SchemaVersion")]
            public partial struct SchemaVersion { [PrimaryKey] public uint Id; public uint Level; }

            """;
        Assert.Contains(
            reason, Assert.Single(new FixRunner([source]).FindingsOf("MigrateIt"), finding => finding.Id == "STS3003").GetMessage());
    }

    [Theory]
    [InlineData("return;", true)]
    [InlineData("ctx.Db.SchemaVersion.Id.Update(version with { Level = 2 });", false)]
    public void A_version_that_is_asked_for_and_never_raised_is_no_guard(string end, bool isFound)
    {
        var source = Reducer($$"""
            if (ctx.Db.SchemaVersion.Id.Find(0) is not { Level: < 2 } version) return;
            foreach (var p in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(p with { Score = p.Score + 1 });
            {{end}}
            """) + """

            [SpacetimeDB.Table(Accessor = "SchemaVersion")]
            public partial struct SchemaVersion { [PrimaryKey] public uint Id; public uint Level; }

            """;
        const string Reason = "0 is looked up in 'SchemaVersion' for what its row says, and that is never written";
        Assert.Equal(
            isFound,
            new FixRunner([source]).FindingsOf("MigrateIt").Any(finding => finding.GetMessage().Contains(Reason, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("string Applied", "version.Applied.Split(',').Contains(\"bump\")", "Applied = version.Applied + \";bump\"", ";bump\"")]
    [InlineData("List<string> Applied", "version.Applied.Contains(\"bump\")", "Applied = [.. version.Applied, \"Bump\"]", "\"Bump\"]")]
    public void A_step_that_is_noted_otherwise_than_it_is_looked_for_is_shown(string column, string test, string note, string left)
    {
        var source = "using System.Collections.Generic; using System.Linq;\n" + Reducer($$"""
            if (ctx.Db.SchemaVersion.Id.Find(0) is not { } version || {{test}}) return;
            foreach (var p in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(p with { Score = p.Score + 1 });
            ctx.Db.SchemaVersion.Id.Update(version with { {{note}} });
            """) + $$"""

            [SpacetimeDB.Table(Accessor = "SchemaVersion")]
            public partial struct SchemaVersion { [PrimaryKey] public uint Id; public {{column}}; }

            """;
        var message = Assert.Single(new FixRunner([source]).FindingsOf("MigrateIt"), finding => finding.Id == "STS3003").GetMessage();
        Assert.Contains("0 is looked up in 'SchemaVersion' for what its row says, and what the first run leaves there (Applied ", message);
        Assert.Contains($"{left}) does not stop the second", message);
    }

    [Theory]
    [InlineData("p with { Rank = p.Rank == Rank.Low ? Rank.High : Rank.Low }", "Rank Low becomes High, then Low")]
    [InlineData("p with { At = new() { X = p.At.Y, Y = p.At.X } }", "At.X 100 becomes 1, then 100")]
    [InlineData("p with { Marks = p.Marks.Skip(1).Concat(p.Marks.Take(1)).ToList() }", "Marks[0] ")]
    [InlineData("p with { Since = p.Since + new TimeDuration(1) }", "becomes 2020-09-13 12:26:40.000001, then 2020-09-13 12:26:40.000002")]
    public void What_a_second_run_changes_is_shown_where_it_changes(string value, string shown)
    {
        using var module = new MigrationModule($$"""
            using SpacetimeDB;
            using System.Linq;
            using System.Collections.Generic;

            [SpacetimeDB.Type] public enum Rank { Low, High }
            [SpacetimeDB.Type] public partial struct Point { public int X; public int Y; }

            [SpacetimeDB.Table(Accessor = "Piece")]
            public partial struct Piece
            {
                [PrimaryKey] public uint Id; public Rank Rank; public Point At; public List<int> Marks; public Timestamp Since;
            }

            public static partial class Module
            {
                [Reducer]
                public static void MigratePieces(ReducerContext ctx)
                {
                    foreach (var p in ctx.Db.Piece.Iter()) ctx.Db.Piece.Id.Update({{value}});
                }
            }
            """);

        Assert.Contains(shown, Assert.Single(module.Of("MigratePieces"), finding => finding.Id == "STS3001").GetMessage());
    }

    [Fact]
    public void A_row_that_goes_to_another_key_each_time_is_told_once()
    {
        using var module = new MigrationModule("""
            using SpacetimeDB;

            [SpacetimeDB.Table(Accessor = "Card")]
            public partial struct Card { [PrimaryKey] public string Number; public uint Points; }

            public static partial class Module
            {
                [Reducer]
                public static void MigrateNumbers(ReducerContext ctx)
                {
                    foreach (var c in ctx.Db.Card.Iter())
                    {
                        ctx.Db.Card.Number.Delete(c.Number);
                        ctx.Db.Card.Insert(c with { Number = "2-" + c.Number });
                    }
                }
            }
            """);

        var finding = Assert.Single(module.Of("MigrateNumbers"), finding => finding.Id.StartsWith("STS300", StringComparison.Ordinal));
        Assert.Equal("STS3001", finding.Id);
        Assert.Contains("each run puts rows of 'Card' under other keys", finding.GetMessage());
    }

    [Theory]
    [InlineData("new Twice()", true)]
    [InlineData("new Once()", false)]
    public void What_implements_an_interface_may_be_overridden_again(string change, bool isFound) => Assert.Equal(
        isFound,
        Found(
            $"IChange change = {change}; if (change.IsWanted(p)) ctx.Db.Player.Id.Update(p with {{ Name = change.Of(p) }});",
            """
            public interface IChange { string Tag { get; } string Of(Player p); bool IsWanted(Player p) => Tag.Length > 0; }
            public abstract class Change : IChange { public abstract string Tag { get; } public virtual string Of(Player p) => Tag; }
            public class Once : Change { public override string Tag => "once"; }
            public class Twice : Once
            {
                public override string Tag => base.Tag + "+";
                public override string Of(Player p) => p.Name + base.Of(p);
            }
            """));

    /// <summary>By whole hundreds, through the type's own division.</summary>
    [Theory]
    [InlineData("Cents c = p.Score; ctx.Db.Player.Id.Update(p with { Score = (uint)c.Whole });", false)]
    [InlineData("Cents c = p.Score; c += 100; ctx.Db.Player.Id.Update(p with { Score = (uint)c.Whole });", true)]
    public void A_number_becomes_a_value_of_the_module(string body, bool isFound) => Assert.Equal(isFound, Found(body, """
        public readonly struct Cents
        {
            private readonly long _value;
            private Cents(long value) => _value = value;
            public long Whole => _value / 100 * 100;
            public static implicit operator Cents(uint value) => new(value);
            public static Cents operator +(Cents a, Cents b) => new(a._value + b._value);
        }
        """));

    [Theory]
    [InlineData("text.AppendJoin(',', new[] { 1, 2 }).Append(',').Length--;", false)]
    [InlineData("text.Append(p.Name).AppendJoin(\", \", \"a\", p.Id).Length -= 1;", true)]
    public void A_text_is_joined_and_shortened(string build, bool isFound) => Assert.Equal(
        isFound,
        Found($"var text = new System.Text.StringBuilder(); {build} ctx.Db.Player.Id.Update(p with {{ Name = text.ToString() }});"));

    [Theory]
    [InlineData("names[p.Id]", false)]
    [InlineData("names[p.Id] + names.GetValueOrDefault(p.Id)", true)]
    public void A_sorted_dictionary_is_added_to_where_the_key_is_free(string name, bool isFound) => Assert.Equal(isFound, Found($$"""
        var names = new System.Collections.Generic.SortedDictionary<ulong, string>();
        names.TryAdd(p.Id, p.Name);
        names.TryAdd(p.Id, "other");
        ctx.Db.Player.Id.Update(p with { Name = {{name}} });
        """));

    [Theory]
    [InlineData("", true)]
    [InlineData("if (ctx.Db.Member.Who.Find(desk) is not null) return;", false)]
    [InlineData("if (ctx.Db.Member.Iter().Any(m => m.Who == desk)) return;", false)]
    [InlineData("if (ctx.Db.Member.Iter().Any(m => m.Who == desk && m.Level > 3)) return;", true)]
    public void An_identity_that_stands_in_the_code_is_a_key_like_another(string guard, bool isFound)
    {
        var source = Reducer($$"""
            var desk = Identity.FromHexString(new string('7', 64));
            {{guard}}
            ctx.Db.Member.Who.Delete(desk);
            ctx.Db.Member.Insert(new Member { Who = desk });
            ctx.Db.EventLog.Insert(new EventLog { Text = "desk" });
            """) + """

            [SpacetimeDB.Table(Accessor = "Member")]
            public partial struct Member { [PrimaryKey] public Identity Who; public uint Level; }

            """;
        Assert.Equal(isFound, Ids(source).Any(MigrationModule.NotIdempotent.Contains));
    }

    [Fact]
    public void The_words_of_a_migration_are_configured()
    {
        var source = Reducer("foreach (var p in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(p with { Score = p.Score + 1 });");
        Assert.Contains("STS3001", Ids(source));
        Assert.DoesNotContain("STS3001", Ids(source, "MigrateIt", ("spacetimedb_migration_words", "rollout")));
        Assert.Contains(
            "STS3001", Ids(source.Replace("MigrateIt", "RolloutIt"), "RolloutIt", ("spacetimedb_migration_words", "rollout, backfill")));
        Assert.Contains(
            "STS3001",
            Ids(
                source.Replace("MigrateIt(ReducerContext ctx)", "DoUpgrade(ReducerContext ctx, uint to)"),
                "DoUpgrade",
                ("spacetimedb_migration_words", "upgrade")));
    }

    [Fact]
    public void Init_is_exempt_and_other_lifecycle_reducers_are_not()
    {
        var source = Reducer("ctx.Db.Player.Insert(new Player { Name = \"x\" });");
        Assert.DoesNotContain("STS3002", Ids(source.Replace("[Reducer]", "[Reducer(ReducerKind.Init)]")));
        Assert.Contains("STS3002", Ids(source.Replace("[Reducer]", "[Reducer(ReducerKind.ClientConnected)]")));
    }

    [Fact]
    public async Task A_recorded_migration_that_was_changed_is_reported_and_recorded_anew()
    {
        var source = Reducer(Write);
        Assert.DoesNotContain("STS3011", Ids(Recorded(source, source)));
        Assert.DoesNotContain("STS3011", Ids(Recorded(source, source.Replace(Write, "// a comment\n   " + Write))));

        var changed = source.Replace("Trim", "ToLower");
        var runner = new FixRunner([changed], ("/spacetimedb.schema.json", Snapshot(source)));
        Assert.Contains(runner.FindingsOf("MigrateIt"), finding => finding.Id == "STS3011");
        var (_, solution) = Assert.Single(runner.Fixes(new RecordAnewCodeFix(), "MigrateIt"));
        var text = (await solution.Projects.Single().AdditionalDocuments.Single().GetTextAsync()).ToString();
        Assert.Equal(Snapshot(changed), text);
        Assert.DoesNotContain("STS3011", Ids((changed, text)));
    }

    [Fact]
    public void An_addition_to_Init_is_reported_and_moved_into_a_migration()
    {
        var source = Reducer("ctx.Db.Player.Insert(new Player { Name = \"first\" });").Replace("[Reducer]", "[Reducer(ReducerKind.Init)]");
        var changed = source.Replace(
            "ctx.Db.Player.Insert(", "ctx.Db.EventLog.Insert(new EventLog { Text = \"new\" });\n        ctx.Db.Player.Insert(");
        Assert.DoesNotContain("STS3016", Ids(Recorded(source, source)));

        var runner = new FixRunner([changed], ("/spacetimedb.schema.json", Snapshot(source)));
        Assert.Contains(runner.FindingsOf("MigrateIt"), finding => finding.Id == "STS3016");
        var (_, solution) = Assert.Single(runner.Fixes(new MoveInitAdditionCodeFix(), "MigrateIt"));
        var moved = Assert.Single(runner.SourcesOf(solution));
        Assert.DoesNotContain("STS3016", Ids((moved, Snapshot(source))));
        using var execution = ModuleExecution.Compile(moved);
        var runs = execution.RunTwice("MigrateInitAddition");
        Assert.Equal(Repetition.Idempotent, runs.Repetition);
        Assert.True(runs.First.Changed);
    }

    [Theory]
    [InlineData("", "#region Seeds\nctx.Db.EventLog.Insert(new EventLog { Text = \"new\" });\n#endregion\n")]
    [InlineData("", "#pragma warning disable CS0168\nctx.Db.EventLog.Insert(new EventLog { Text = \"new\" });\n")]
    [InlineData("void Say<T>() { Log.Info(typeof(T).Name); }", "Say<int>();")]
    public void An_addition_to_Init_that_cannot_go_alone_is_not_moved(string deployed, string added)
    {
        var source = Reducer(deployed).Replace("[Reducer]", "[Reducer(ReducerKind.Init)]");
        var changed = Reducer($"{deployed}\n{added}").Replace("[Reducer]", "[Reducer(ReducerKind.Init)]");

        var runner = new FixRunner([changed], ("/spacetimedb.schema.json", Snapshot(source)));
        Assert.Contains(runner.FindingsOf("MigrateIt"), finding => finding.Id == "STS3016");
        Assert.Empty(runner.Fixes(new MoveInitAdditionCodeFix(), "MigrateIt"));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("OnConnect", true)]
    [InlineData("Init", false)]
    public void An_Init_that_the_deployed_module_does_not_have_never_runs_there(string? deployed, bool isFound)
    {
        var source = Reducer("ctx.Db.Player.Insert(new Player { Name = \"first\" });").Replace("[Reducer]", "[Reducer(ReducerKind.Init)]");
        var snapshot = SnapshotWriter.Write(new ModuleSchema
        {
            Tables = [new TableSchema { Name = "player" }],
            Functions = [new FunctionSchema(FunctionKind.Reducer, "start", [])
            {
                Lifecycle = deployed is null ? null : Enum.Parse<Lifecycle>(deployed),
            }],
        });
        var added = new FixRunner([source], ("/spacetimedb.schema.json", snapshot)).FindingsOf("MigrateIt")
            .Where(finding => finding.Id == "STS3016");
        Assert.Equal(
            isFound,
            added.Any(finding =>
                finding.GetMessage().StartsWith("'MigrateIt' is new against 'spacetimedb.schema.json'", StringComparison.Ordinal)));
    }

    /// <summary>Whether it is said of a migration that does this with each player.</summary>
    private static bool Found(string body, string types = "") =>
        Ids(Reducer($"foreach (var p in ctx.Db.Player.Iter()) {{ {body} }}") + types).Any(MigrationModule.NotIdempotent.Contains);

    private static string Reducer(string body) => Tables +
        $$"""
        public static partial class Module
        {
            private static readonly Identity s_owner = Identity.FromHexString("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");

            private static bool IsOwner(ReducerContext ctx) => ctx.Db.AdminConfig.Iter().Any(config => config.Owner == ctx.Sender);

            private static void Forget(ReducerContext ctx) => ctx.Db.EventLog.Id.Delete(1);

            [Reducer]
            public static void MigrateIt(ReducerContext ctx)
            {
                {{body}}
            }

            [Reducer]
            public static void MigrateByJob(ReducerContext ctx, Job job)
            {
                {{Write}}
            }
        }

        """;

    private static (string Source, string Snapshot) Recorded(string recorded, string source) => (source, Snapshot(recorded));

    private static string Snapshot(string source)
    {
        var method = ModuleCompilation.Of(source).GetSymbolsWithName("MigrateIt", SymbolFilter.Member).OfType<IMethodSymbol>().Single();
        return SnapshotWriter.Write(new ModuleSchema { Migrations = [MigrationRecords.Of(method, "migrate_it", CancellationToken.None)!] });
    }

    private static string[] Ids((string Source, string Snapshot) recorded) =>
        [.. new FixRunner([recorded.Source], ("/spacetimedb.schema.json", recorded.Snapshot)).FindingsOf("MigrateIt")
            .Select(finding => finding.Id)];

    private static string[] Ids(string source, string reducer = "MigrateIt", params (string Key, string Value)[] options)
    {
        var compilation = ModuleCompilation.Of(source);
        Assert.Empty(compilation.Errors());
        return [.. MigrationModule.Diagnostics(
            compilation, new AnalyzerOptions([], new Options(options.ToDictionary(option => option.Key, option => option.Value))))
            .Where(finding => finding.Location.SourceTree!.GetRoot().FindNode(finding.Location.SourceSpan)
                .FirstAncestorOrSelf<Microsoft.CodeAnalysis.CSharp.Syntax.MethodDeclarationSyntax>()!.Identifier.ValueText == reducer)
            .Select(finding => finding.Id)];
    }

    private sealed class Options(Dictionary<string, string> values) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions => new Values(values);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Values(values);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, out string value) => values.TryGetValue(key, out value!);
        }
    }
}
