using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Tests.Corpus;
using SpacetimeSchema.Analyzers.Tests.Fixes;
using SpacetimeSchema.Analyzers.Tests.Rules;

namespace SpacetimeSchema.Analyzers.Tests.Documentation;

/// <summary>The picture in the README is drawn from what the analyzers and fixes say of the sample.</summary>
public class PictureTests
{
    private const string Picture = "docs/images/editor.svg";

    /// <summary>Set to 1, the test draws the picture anew.</summary>
    private const string Update = "UPDATE_PICTURES";

    private static readonly string s_sample = Path.Combine(CorpusPair.RepositoryRoot, "samples", "Game");

    [Fact]
    public async Task It_shows_what_an_editor_shows_of_the_sample()
    {
        var project = Sample();
        var finding = Assert.Single(await ModuleWorkspace.FindingsAsync(project), static finding =>
            finding.Id == "STS1005" && Path.GetFileName(finding.Location.GetLineSpan().Path) == "Guilds.cs");
        var drawn = new EditorPicture(
            "Guilds.cs",
            finding.Location.SourceTree!,
            finding,
            [.. (await ModuleWorkspace.FixesAsync(project, finding)).Select(static action => action.Title)]).Draw();
        var path = Path.Combine(CorpusPair.RepositoryRoot, Picture);
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, drawn);
        }

        Assert.True(
            File.ReadAllText(path).Replace("\r\n", "\n") == drawn,
            $"{Picture} is not what the sample gives now. {Update}=1 draws it anew.");
    }

    [Fact]
    public void The_readme_shows_it() => Assert.Contains($"]({Picture})", MarkdownFile.Read("README.md").Text);

    private static Project Sample()
    {
        var project = ModuleWorkspace.Create(
            DeployedModule.ImplicitUsings, File.ReadAllText(Path.Combine(s_sample, "spacetimedb.schema.json")));
        return Directory.EnumerateFiles(s_sample, "*.cs").Order(StringComparer.Ordinal).Aggregate(project, static (project, path) =>
            project.AddDocument(Path.GetFileName(path), File.ReadAllText(path), filePath: path).Project);
    }
}
