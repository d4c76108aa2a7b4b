using System.Text.Json;
using SpacetimeSchema.Analyzers.Tests.Documentation;
using SpacetimeSchema.Package.Tests.Projects;

namespace SpacetimeSchema.Package.Tests.Commands;

public sealed class SchemaPlanTests : IClassFixture<ModuleProject>
{
    private readonly ModuleProject _project;

    public SchemaPlanTests(ModuleProject project)
    {
        _project = project;
        _project.Snapshot = Modules.PlayerSnapshot;
        _project.Code(
            Modules.Players("public uint Id; public string? Name;") + Modules.Items("public uint Id; [Default(0)] public uint Count;"));
    }

    [Fact]
    public void It_tells_by_table_what_publish_would_do_and_fails_where_it_would()
    {
        var plan = Plan().Fails().Prints("Schema plan against spacetimedb.schema.json").Output;

        Assert.Contains(
            """
              item
                ! disconnects every client
                  STS2001: New column 'Count' (u32) of table 'item'
            """,
            plan);
        Assert.Contains(
            """
              player
                x rejected
                  STS1003: Column 'Name' of table 'player'
            """,
            plan);
        Assert.Contains("error : Publish will reject this: 1 of 2 changes cannot be made.", plan);
        Assert.Equal(Modules.PlayerSnapshot, _project.Snapshot);
    }

    [Fact]
    public void It_tells_everything_whatever_the_severities_are() =>
        Plan("-p:NoWarn=STS1003").Fails().Prints("STS1003: Column 'Name'");

    [Fact]
    public void It_tells_each_table_the_worst_first_and_what_has_no_way_back_though_that_is_hidden()
    {
        _project.Code("""
            [Table(Accessor = "player", Public = true)] public partial struct Player { [Unique] public uint Id; public string Name; [Default(0)] public uint Score; }
            [Table(Accessor = "item")] public partial struct Item { public uint Id; }
            """);

        var plan = Plan().Succeeds().Output;

        Assert.Equal(
            ["item", "~ breaks old clients", "player", "? depends on the data", "! disconnects every client", "< no way back"],
            plan.Split('\n').Select(static line => line.Trim()).Where(static line => line is "item" or "player" or [not '0', ' ', ..]));
        Assert.Contains(
            "STS2011: Once this is published there is no way back: publishing the deployed module again removes column 'score' of table 'player', which is rejected.",
            plan);
        Assert.Contains(
            "1 of 3 changes breaks old clients without a word. The module that is deployed now could not simply be published again.", plan);
    }

    /// <summary>The terminal logger of an interactive terminal shows nothing of what a command says, and where its output is.</summary>
    [Fact]
    public void A_terminal_that_shows_no_messages_leads_to_the_plan()
    {
        _project.Code(
            Modules.Players("public uint Id; public string Name;") + Modules.Items("public uint Id; [Default(0u)] public uint Count;"));

        Plan("-p:SchemaPlanFile=plan.txt", "--tl:on").Succeeds().Prints("plan.txt");
        Assert.Contains("Publish needs --break-clients: every client is disconnected.", _project.Read("plan.txt"));
    }

    [Fact]
    public void It_writes_JSON()
    {
        Plan("-p:SchemaPlanFormat=json", "-p:SchemaPlanFile=plan.json").Fails();

        using var plan = JsonDocument.Parse(_project.Read("plan.json"));
        using var schema = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(PackedPackage.RepositoryRoot, "docs", "schema-plan.schema.json")));
        Assert.Empty(JsonSchema.Violations(plan.RootElement, schema.RootElement, schema.RootElement));
        Assert.Equal("rejected", plan.RootElement.GetProperty("verdict").GetString());
        Assert.Equal(
            ["item disconnects STS2001", "item no-way-back STS2011", "player rejected STS1003"],
            plan.RootElement.GetProperty("changes").EnumerateArray()
                .Select(static change => $"{change.GetProperty("table")} {change.GetProperty("group")} {change.GetProperty("rule")}"));
        var change = plan.RootElement.GetProperty("changes")[2];
        Assert.Equal("STS1003", change.GetProperty("rule").GetString());
        Assert.Equal("ChangeColumnType", change.GetProperty("change").GetString());
        Assert.Equal("player.name", change.GetProperty("affects")[0].GetString());
        Assert.Equal("Module.cs", change.GetProperty("path").GetString());
    }

    [Fact]
    public void It_writes_Markdown_with_a_diagram()
    {
        Plan("-p:SchemaPlanFormat=markdown", "-p:SchemaPlanFile=plan.md").Fails();

        var plan = _project.Read("plan.md");
        Assert.Contains("#### `item`", plan);
        Assert.Contains("| ⛔ no way back | `item.count` | Once this is published", plan);
        Assert.Contains("| ❌ rejected | `player.name` | Column 'Name' of table 'player' changed from string to option&lt;string>", plan);
        Assert.Contains("""    option(string) name "ChangeColumnType: rejected" """.TrimEnd(), plan);
    }

    [Fact]
    public void A_renamed_table_is_drawn_and_disconnects_every_client_where_its_rows_let_it_go()
    {
        _project.Code(
            Modules.Players("public uint Id; public string Name;") + Modules.Items("public uint Id;").Replace("\"item\"", "\"thing\""));

        Plan("-p:SchemaPlanFormat=markdown", "-p:SchemaPlanFile=plan.md").Succeeds();

        var plan = _project.Read("plan.md");
        Assert.Contains(
            "the change depends on them. It needs --break-clients: every client is disconnected. The module that is deployed", plan);
        Assert.Contains("  thing {\n    u32 id\n  }\n", plan);
        Assert.DoesNotContain("  player {", plan);
    }

    [Theory]
    [InlineData("2.7.0", "2.7.0", "Judged by the rules of SpacetimeDB 2.7.0.")]
    [InlineData(
        "2.10.0",
        "2.8.3",
        "Judged by the rules of SpacetimeDB 2.8.3, because this package does not know those of 2.10.0 yet: look for a newer one.")]
    public void It_names_the_version_by_whose_rules_it_judges(string engine, string rules, string judgement)
    {
        Plan($"-p:SpacetimeSchemaEngineVersion={engine}", "-p:SchemaPlanFormat=markdown", "-p:SchemaPlanFile=plan.md").Prints(judgement);
        Assert.Contains(judgement, _project.Read("plan.md"));

        Plan($"-p:SpacetimeSchemaEngineVersion={engine}", "-p:SchemaPlanFormat=json", "-p:SchemaPlanFile=plan.json");
        using var plan = JsonDocument.Parse(_project.Read("plan.json"));
        Assert.Equal(engine, plan.RootElement.GetProperty("engine").GetString());
        Assert.Equal(rules, plan.RootElement.GetProperty("rules").GetString());
    }

    [Fact]
    public void A_visibility_filter_is_told_by_its_SQL_on_one_line()
    {
        _project.Code(Modules.Player + """"
            [ClientVisibilityFilter] public static readonly Filter Own = new Filter.Sql("""
                SELECT player.* FROM player
                WHERE player.id = 1
                """);
            """");
        const string sql = "SELECT player.* FROM player WHERE player.id = 1";

        Plan("-p:NoWarn=STDB_UNSTABLE", "-p:SchemaPlanFormat=json", "-p:SchemaPlanFile=plan.json").Succeeds();
        Plan("-p:NoWarn=STDB_UNSTABLE", "-p:SchemaPlanFormat=markdown", "-p:SchemaPlanFile=plan.md").Succeeds();

        using var plan = JsonDocument.Parse(_project.Read("plan.json"));
        Assert.Equal(sql, plan.RootElement.GetProperty("changes")[0].GetProperty("table").GetString());
        Assert.Contains($"#### `{sql}`\n", _project.Read("plan.md"));
        Assert.Contains($"| `{sql}` | A client visibility filter was added ({sql})", _project.Read("plan.md"));
    }

    [Fact]
    public void Without_changes_it_says_so()
    {
        _project.Code(Modules.Player);

        Plan().Succeeds().Prints("Nothing changes.");
    }

    [Fact]
    public void A_format_that_does_not_exist_is_named() =>
        Plan("-p:SchemaPlanFormat=xml").Fails().Prints("SchemaPlanFormat is 'xml'; it can be text, json or markdown.");

    [Fact]
    public void Without_a_snapshot_it_says_how_to_get_one()
    {
        _project.Delete(ModuleProject.SnapshotName);

        Plan().Fails().Prints("'dotnet build -t:UpdateSchema' on the code that is deployed creates spacetimedb.schema.json.");
    }

    private CommandResult Plan(params string[] arguments) => _project.Build(["-t:SchemaPlan", .. arguments]);
}
