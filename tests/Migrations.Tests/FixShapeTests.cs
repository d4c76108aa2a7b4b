using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.CodeFixes.Migrations;

namespace SpacetimeSchema.Migrations.Tests;

/// <summary>What a fix writes into a reducer, and where there is none.</summary>
public sealed class FixShapeTests
{
    private const string Tables =
        """
        using SpacetimeDB;

        [SpacetimeDB.Table(Accessor = "Player")]
        public partial struct Player { [PrimaryKey, AutoInc] public ulong Id; public string Name; public uint Score; public uint Level; public string? Token; public string Kind; }

        [SpacetimeDB.Table(Accessor = "Zone")]
        public partial struct Zone { [PrimaryKey, AutoInc] public ulong Id; public string Name; public uint Size; }

        [SpacetimeDB.Table(Accessor = "Grant")]
        public partial struct Grant { [PrimaryKey, AutoInc] public ulong Id; public ulong PlayerId; public uint ZoneId; public uint Size; }

        [SpacetimeDB.Table(Accessor = "Config")]
        public partial struct Config { [PrimaryKey] public uint Id; public bool Big; public uint Season; }

        [SpacetimeDB.Table(Accessor = "MigrationStatus")]
        public partial struct MigrationStatus { [PrimaryKey] public string Id; public bool HasFailed; public Timestamp CompletedAt; }


        """;

    private const string Bump = "foreach (var p in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(p with { Score = p.Score + 1 });";

    [Fact]
    public void An_else_stays_with_its_if()
    {
        var code = Assert.Single(Fixed<InsertMissingCodeFix>(
            "if (ctx.Db.Config.Id.Find(1) is { Big: true }) ctx.Db.Zone.Insert(new Zone { Name = \"Big\", Size = 10 }); else ctx.Db.Config.Id.Update(new Config { Id = 1, Season = 3 });"));
        var inner = CSharpSyntaxTree.ParseText(code).GetRoot().DescendantNodes().OfType<IfStatementSyntax>()
            .Single(statement => statement.Condition.ToString().StartsWith('!'));
        Assert.Null(inner.Else);
        Assert.IsType<BlockSyntax>(inner.Parent);
    }

    [Fact]
    public void The_key_alone_is_corrected_and_not_the_same_text_in_other_rows()
    {
        var code = Assert.Single(Fixed<CorrectKeyCodeFix>("""
            if (ctx.Db.MigrationStatus.Id.Find("kinds-v2") is not null) return;
            foreach (var p in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(p with { Score = p.Score + 1, Kind = "kinds" });
            ctx.Db.MigrationStatus.Insert(new MigrationStatus { Id = "kinds" });
            """));
        Assert.Contains("Kind = \"kinds\"", code);
        Assert.Contains("Id = \"kinds-v2\"", code);
    }

    [Fact]
    public void A_column_whose_name_is_a_keyword_is_written_as_one()
    {
        var runner = new FixRunner(["""
            using SpacetimeDB;

            [SpacetimeDB.Table(Accessor = "Player")]
            public partial struct Player { [PrimaryKey, AutoInc] public ulong Id; public string? @event; }

            public static partial class Module
            {
                [Reducer]
                public static void MigrateIt(ReducerContext ctx)
                {
                    foreach (var @ref in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(@ref with { @event = ctx.Rng.Next().ToString() });
                }
            }
            """]);
        Assert.Contains("if (@ref.@event is not null)", Assert.Single(Sources<GuardEachRowCodeFix>(runner)));
    }

    [Fact]
    public void A_row_is_passed_over_where_its_column_is_all_that_is_written() =>
        Assert.Single(
            Fixed<GuardEachRowCodeFix>(
                "foreach (var p in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(p with { Token = ctx.Rng.Next().ToString() });"));

    [Theory]
    [InlineData(
        "foreach (var p in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(p with { Token = ctx.Rng.Next().ToString(), Name = p.Name.Trim() });")]
    [InlineData(
        "foreach (var p in ctx.Db.Player.Iter()) { ctx.Db.Player.Id.Update(p with { Token = ctx.Rng.Next().ToString() }); if (ctx.Db.Config.Id.Find(p.Level) is { } c) ctx.Db.Config.Id.Update(c with { Season = 7 }); }")]
    public void Not_where_more_is_done_with_it(string body) => Assert.Empty(Fixed<GuardEachRowCodeFix>(body));

    [Theory]
    [InlineData(
        "foreach (var p in ctx.Db.Player.Iter()) { if (ctx.Db.MigrationStatus.Id.Find($\"p{p.Id}\") is not null) continue; ctx.Db.Player.Id.Update(p with { Score = p.Score + 1 }); }")]
    [InlineData("foreach (var step in new[] { \"a\", \"b\" }) { if (ctx.Db.MigrationStatus.Id.Find(step) is not null) continue; " + Bump
        + " }")]
    public void A_key_that_a_run_made_up_is_not_recorded(string body) => Assert.Empty(Fixed<RecordMarkerCodeFix>(body));

    [Fact]
    public void A_record_tells_of_a_run_that_went_well() => Assert.Contains(
        "HasFailed = false",
        Assert.Single(Fixed<RecordMarkerCodeFix>("if (ctx.Db.MigrationStatus.Id.Find(\"bump\") is { HasFailed: false }) return; " + Bump)));

    [Fact]
    public void It_stands_before_the_return_that_a_local_function_follows()
    {
        var code = Assert.Single(
            Fixed<GuardWithMarkerCodeFix>(
                "foreach (var p in ctx.Db.Player.Iter()) Add(p); return; void Add(Player p) => ctx.Db.Player.Id.Update(p with { Score = p.Score + 1 });"));
        Assert.True(
            code.IndexOf("Insert(new MigrationStatus", StringComparison.Ordinal) < code.LastIndexOf("return;", StringComparison.Ordinal),
            code);
    }

    [Fact]
    public void Nothing_is_put_into_code_under_conditions() =>
        Assert.Empty(Fixed<GuardWithMarkerCodeFix>($"{Bump}\n#if !RELEASE\nLog.Info(\"done\");\n#endif\n"));

    [Fact]
    public void Comments_of_an_expression_stay()
    {
        var runner = new FixRunner([Tables + """
            public static partial class Module
            {
                [Reducer]
                public static void MigrateIt(ReducerContext ctx) => // why
                    ctx.Db.Player.Insert(new Player { Name = System.Guid.NewGuid().ToString(), Kind = "a" }); // keep me
            }
            """]);
        var code = Assert.Single(Sources<ContextSourceCodeFix>(runner).Distinct());
        Assert.Contains("// why", code);
        Assert.Contains("// keep me", code);
        Assert.DoesNotContain("Guid.NewGuid", code);
    }

    [Theory]
    [InlineData("static string Roll() => System.Random.Shared.Next(6).ToString();")]
    [InlineData("System.Func<string> roll = static () => System.Random.Shared.Next(6).ToString(); string Roll() => roll();")]
    public void What_is_static_gets_nothing_from_the_context(string function) => Assert.Empty(Fixed<ContextSourceCodeFix>(
        $"{function} foreach (var p in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(p with {{ Token = Roll() }});"));

    [Theory]
    [InlineData("\n", "\r\n")]
    [InlineData("\r\n", "\n")]
    public void Lines_end_as_they_did(string endOfLine, string other)
    {
        var module = """
            public static partial class Module
            {
                [Reducer]
                public static void MigrateIt(ReducerContext ctx)
                {
                    foreach (var p in ctx.Db.Player.Iter()) ctx.Db.Player.Id.Update(p with { Token = ctx.Rng.Next().ToString() });
                    ctx.Db.Zone.Insert(new Zone { Name = "Big", Size = 10 });
                }
            }
            """;
        var withoutMarker = Tables.Remove(Tables.IndexOf("[SpacetimeDB.Table(Accessor = \"MigrationStatus\")]", StringComparison.Ordinal));
        foreach (var tables in new[] { Tables, withoutMarker })
        {
            var runner = new FixRunner([(tables + module).ReplaceLineEndings(endOfLine)]);
            string[] codes =
            [
                .. Sources<GuardWithMarkerCodeFix>(runner), .. Sources<GuardEachRowCodeFix>(runner), .. Sources<InsertMissingCodeFix>(runner),
            ];
            Assert.NotEmpty(codes);
            Assert.All(codes, code => Assert.DoesNotContain(other, code.Replace(endOfLine, "")));
        }
    }

    /// <summary>Of two zones for each player the second was not missing once the first was there.</summary>
    [Fact]
    public void Rows_of_an_inner_loop_are_told_apart()
    {
        var code = Assert.Single(Fixed<InsertMissingCodeFix>("""
            foreach (var p in ctx.Db.Player.Iter())
                foreach (var (zone, size) in new[] { (1u, 10u), (2u, 5u) })
                    ctx.Db.Grant.Insert(new Grant { PlayerId = p.Id, ZoneId = zone, Size = size });
            """));
        Assert.Contains("!ctx.Db.Grant.Iter().Any(row => row.PlayerId == p.Id && row.ZoneId == zone)", code);
    }

    [Theory]
    [InlineData("MigrationCursor", "Value")]
    [InlineData("MigrationState", "LastId")]
    public void A_row_that_says_how_far_a_migration_has_come_does_not_say_that_it_has_run(string table, string column)
    {
        var code = Assert.Single(Sources<GuardWithMarkerCodeFix>(new FixRunner([$$"""
            using SpacetimeDB;

            [SpacetimeDB.Table(Accessor = "Player")]
            public partial struct Player { [PrimaryKey, AutoInc] public ulong Id; public uint Score; }

            [SpacetimeDB.Table(Accessor = "{{table}}")]
            public partial struct {{table}} { [PrimaryKey] public string Name; public ulong {{column}}; }

            public static partial class Module
            {
                [Reducer]
                public static void MigrateIt(ReducerContext ctx)
                {
                    {{Bump}}
                }
            }
            """])));
        Assert.Contains("ctx.Db.MigrationStatus.Insert(", code);
        Assert.Contains("    [PrimaryKey] public string Id;\n    public Timestamp CompletedAt;", code.ReplaceLineEndings("\n"));
    }

    private static string[] Fixed<TFix>(string body)
        where TFix : CodeFixProvider, new() => Sources<TFix>(new FixRunner([Tables + $$"""
            public static partial class Module
            {
                [Reducer]
                public static void MigrateIt(ReducerContext ctx)
                {
                    {{body}}
                }
            }
            """]));

    private static string[] Sources<TFix>(FixRunner runner)
        where TFix : CodeFixProvider, new() =>
        [.. runner.Fixes(new TFix(), "MigrateIt").Select(fix => Assert.Single(runner.SourcesOf(fix.Changed)))];
}
