using System.Text.Json;
using System.Text.RegularExpressions;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Fixes;
using SpacetimeSchema.Analyzers.Tests.Rules;

namespace SpacetimeSchema.Analyzers.Tests.Documentation;

/// <summary>What the guides say beside their C#.</summary>
public class GuideTests
{
    /// <summary>A screen or two, in lines of 140 characters: who needs more does not read it.</summary>
    private const int LongestGuide = 150;

    [Fact]
    public void Every_guide_is_short() => Assert.All(
        MarkdownFile.All.Where(static page => page.Name.StartsWith("docs/") && !page.Name.StartsWith("docs/rules/")),
        static page => Assert.InRange(page.Text.Count(static letter => letter == '\n'), 5, LongestGuide));

    [Fact]
    public void Every_page_is_in_an_index()
    {
        string[] linked = [.. MarkdownFile.Read("docs/README.md").Links
            .Select(static link => "docs/" + link), .. MarkdownFile.Read("docs/rules/README.md").Links
                .Select(static link => "docs/rules/" + link)];
        Assert.Empty(
            MarkdownFile.All.Select(static page => page.Name).Where(static name => name.StartsWith("docs/"))
                .Except(linked).Except(["docs/README.md"]));
    }

    [Fact]
    public void The_matcher_takes_a_line_of_the_compiler_apart()
    {
        var page = MarkdownFile.Read("docs/ci.md");
        var pattern = JsonDocument.Parse(page.Code.Single(static block => block.Language == "json").Code).RootElement.GetProperty(
            "problemMatcher")[0].GetProperty("pattern")[0];
        var match = Regex.Match(
            page.Code.Single(static block => block.Language == "text").Code, pattern.GetProperty("regexp").GetString()!);
        Assert.True(match.Success);
        Assert.Equal("/src/Module/Player.cs", Part("file"));
        Assert.Equal("8", Part("line"));
        Assert.Equal("17", Part("column"));
        Assert.Equal("error", Part("severity"));
        Assert.Equal("STS1005", Part("code"));
        Assert.StartsWith("New column 'Score' (u32)", Part("message"));
        Assert.EndsWith("'[Default(null!)]'.", Part("message"));
        Assert.Equal("/src/Module/Module.csproj", Part("fromPath"));

        string Part(string name) => match.Groups[pattern.GetProperty(name).GetInt32()].Value;
    }

    [Fact]
    public void The_line_of_the_compiler_is_one_that_a_page_shows() => Assert.Contains(
        MarkdownFile.Read("docs/ci.md").Code.Single(static block => block.Language == "text").Code.Split(": ", 3)[2].Split(" [/src")[0],
        MarkdownFile.Read("docs/rules/STS1005.md").Text);

    [Fact]
    public void The_snapshot_that_the_guide_shows_is_one_that_is_written()
    {
        var page = MarkdownFile.Read("docs/snapshot.md");
        var shown = page.Code.Single(static block => block.Role == "snapshot").Code;
        Assert.Equal(shown + "\n", Rules.DeployedModule.Snapshot(page.Code.Single(static block => block.Role == "edited").Code));
        Assert.Null(SnapshotReader.Read(shown).Error);
    }

    [Fact]
    public async Task The_fixed_table_of_the_first_ten_minutes_is_what_the_light_bulb_makes_of_it()
    {
        var page = MarkdownFile.Read("docs/getting-started.md");
        var example = Example.AllOf(page).First(static example => example.Module.Role == "edited");
        var project = ModuleWorkspace.Create($"{DeployedModule.ImplicitUsings}\n{example.Module.Code}", example.Snapshot!);

        var offered = await ModuleWorkspace.FixesAsync(project, (await ModuleWorkspace.FindingsAsync(project))[0]);
        var @fixed = await ModuleWorkspace.ApplyAsync(project, offered.Single(action => page.Text.Contains($"*{action.Title}*")));

        Assert.EndsWith(
            "\n" + page.Code.Single(static block => block.Role == "fixed").Code,
            (await @fixed.Documents.Single().GetTextAsync()).ToString());
    }

    [Fact]
    public void The_words_for_the_agent_are_made_of_a_line_of_the_compiler()
    {
        var page = MarkdownFile.Read("docs/ci.md");
        var script = Regex.Match(page.Code.Single(static block => block.Language == "bash").Code, "'s/(?<pattern>.*)/(?<by>##.*)/'");
        Assert.Equal(
            "##vso[task.logissue type=error;sourcepath=/src/Module/Player.cs;linenumber=8;columnnumber=17;code=STS1005]New column 'Score' (u32) of table 'player' has no default for the rows that are there: publish will reject it. Add '[Default(...)]', or make it nullable with '[Default(null!)]'.",
            Regex.Replace(
                page.Code.Single(static block => block.Language == "text").Code,
                script.Groups["pattern"].Value,
                Regex.Replace(script.Groups["by"].Value, @"\\(\d)", "${$1}")));
    }

    /// <summary>Those of migration reducers; each is named in the tests of their rules.</summary>
    [Fact]
    public void The_configuration_has_every_key_and_each_is_tested()
    {
        string[] keys = [.. typeof(Migrations.MigrationOptions).GetFields().Where(static field => field.IsLiteral)
            .Select(static field => (string)field.GetRawConstantValue()!)];
        Assert.Equal(
            keys.Order(),
            Regex.Matches(MarkdownFile.Read("docs/configuration.md").Text, @"^\| `(spacetimedb_\w+)`", RegexOptions.Multiline)
                .Select(static match => match.Groups[1].Value).Order());
        var tests = File.ReadAllText(Path.Combine(Corpus.CorpusPair.RepositoryRoot, "tests/Migrations.Tests/RuleTests.cs"));
        Assert.All(keys, key => Assert.Contains($"\"{key}\"", tests));
    }
}
