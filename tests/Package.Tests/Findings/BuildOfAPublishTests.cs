using System.Text.RegularExpressions;
using SpacetimeSchema.Package.Tests.Projects;

namespace SpacetimeSchema.Package.Tests.Findings;

/// <summary>
/// The build that <c>spacetime publish</c> starts, of a module with a new column that publish allows. Source:
/// <c>crates/cli/src/tasks/csharp.rs</c>.
/// </summary>
public sealed partial class BuildOfAPublishTests : IDisposable
{
    private const string WarningsAreErrors = "<TreatWarningsAsErrors>true</TreatWarningsAsErrors>";
    private const string Strict = "<SpacetimeSchemaMode>strict</SpacetimeSchemaMode>";

    private static readonly string s_wayOut = WayOut()
        .Match(File.ReadAllText(Path.Combine(PackedPackage.RepositoryRoot, "docs", "deploying.md"))).Value;

    private readonly ModuleProject _project = new() { Snapshot = Modules.PlayerSnapshot };

    public BuildOfAPublishTests() =>
        _project.Code(
            Modules.Player.Replace(
                "public string Name;", "public string Name; [Default(0u)] public uint Score;", StringComparison.Ordinal));

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData(WarningsAreErrors)]
    [InlineData(Strict)]
    public void What_publish_allows_stops_it_where_warnings_are_errors_but_for_the_way_out_of_the_page(string settings)
    {
        PublishWith(settings).Fails().Prints("error STS2001");
        PublishWith(settings + s_wayOut).Succeeds().Prints("warning STS2001");
    }

    [Fact]
    public void The_environment_sets_the_mode_where_the_project_lets_it()
    {
        _project.Write(
            "Directory.Build.props",
            """<Project><PropertyGroup><SpacetimeSchemaMode Condition="'$(SpacetimeSchemaMode)' == ''">strict</SpacetimeSchemaMode></PropertyGroup></Project>""");

        _project.Build().Fails().Prints("error STS2001");
        _project.BuildIn(new() { ["SpacetimeSchemaMode"] = "default" }).Succeeds().Prints("warning STS2001");
    }

    [Fact]
    public void The_way_out_names_all_that_publish_allows() =>
        Assert.All(
            Directory.EnumerateFiles(Path.Combine(PackedPackage.RepositoryRoot, "docs", "rules"), "STS*.md")
                .Select(static path => Path.GetFileNameWithoutExtension(path))
                .Where(static rule =>
                    rule.StartsWith("STS11", StringComparison.Ordinal) || rule.StartsWith("STS20", StringComparison.Ordinal)),
            static rule => Assert.Contains(rule, s_wayOut));

    private CommandResult PublishWith(string properties)
    {
        _project.Write("Directory.Build.props", $"<Project><PropertyGroup>{properties}</PropertyGroup></Project>");
        return _project.Run("publish", "Module.csproj", "-c", "Release", "-v", "quiet");
    }

    [GeneratedRegex("<WarningsNotAsErrors>.*</WarningsNotAsErrors>")]
    private static partial Regex WayOut();
}
