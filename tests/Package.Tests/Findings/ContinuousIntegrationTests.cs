using SpacetimeSchema.Package.Tests.Projects;

namespace SpacetimeSchema.Package.Tests.Findings;

/// <summary>A module from which a column was removed, and to which one was added that disconnects clients.</summary>
public sealed class ContinuousIntegrationTests : IClassFixture<ModuleProject>
{
    private readonly ModuleProject _project;

    public ContinuousIntegrationTests(ModuleProject project)
    {
        _project = project;
        _project.Snapshot = Modules.PlayerSnapshot;
        _project.Code(Modules.Players("public uint Id;") + Modules.Items("public uint Id; [Default(0)] public uint Count;"));
    }

    [Theory]
    [InlineData("CI", "true")]
    [InlineData("TF_BUILD", "True")]
    [InlineData("GITHUB_ACTIONS", "true")]
    public void What_publish_rejects_is_an_error(string variable, string value) =>
        _project.BuildIn(new() { [variable] = value }).Fails().Prints("error STS1001").Prints("warning STS2001");

    [Theory]
    [InlineData("-p:ContinuousIntegrationBuild=true", "error STS1001", "warning STS2001")]
    [InlineData("-p:SpacetimeSchemaErrorsInCI=false", "warning STS1001", "warning STS2001")]
    [InlineData("-p:CI=true -p:SpacetimeSchemaErrorsInCI=false", "warning STS1001", "warning STS2001")]
    [InlineData("-p:CI=true -p:SpacetimeSchemaClientErrorsInCI=true", "error STS1001", "error STS2001")]
    [InlineData("-p:SpacetimeSchemaMode=strict", "error STS1001", "error STS2001", "warning STS2011")]
    [InlineData("-p:SpacetimeSchemaMode=strict -p:SpacetimeSchemaClients=together", "error STS1001", "note STS2001", "warning STS2011")]
    [InlineData("-p:SpacetimeSchemaMode=default", "warning STS1001", "warning STS2001")]
    [InlineData("-p:SpacetimeSchemaMode=prototype", "note STS1001", "warning STS2001")]
    [InlineData("-p:CI=true -p:SpacetimeSchemaMode=prototype", "note STS1001", "warning STS2001")]
    [InlineData("-p:SpacetimeSchemaClients=together", "warning STS1001", "note STS2001")]
    public void Properties_choose_severities(string arguments, params string[] findings) =>
        Assert.Equal(
            findings,
            _project.Findings(arguments.Split(' ')).OrderBy(static finding => finding.Rule).Select(static finding => finding.ToString()));

    [Fact]
    public void What_only_older_servers_reject_is_an_error_too()
    {
        _project.Code(Modules.Players("[Unique] public uint Id; public string Name;") + Modules.Items("public uint Id;"));

        Assert.Equal("error STS1103", Assert.Single(_project.Findings("-p:CI=true", "-p:SpacetimeSchemaEngineVersion=2.6.0")).ToString());
        Assert.Equal("warning STS1103", Assert.Single(_project.Findings("-p:CI=true", "-p:SpacetimeSchemaEngineVersion=2.8.3")).ToString());
    }

    [Fact]
    public void What_hurts_nobody_is_not_printed()
    {
        _project.Code(Modules.Player + "[Table(Accessor = \"guild\")] public partial struct Guild { public uint Id; }");

        _project.BuildInCI().Succeeds().DoesNotPrint("STS");
    }

    [Theory]
    [InlineData("SpacetimeSchemaMode=lenient", "SpacetimeSchemaMode is 'lenient'; it can be strict, default or prototype.")]
    [InlineData("SpacetimeSchemaClients=some", "SpacetimeSchemaClients is 'some'; it can be independent or together.")]
    [InlineData("SpacetimeSchemaErrorsInCI=nope", "SpacetimeSchemaErrorsInCI is 'nope'; it can be true or false.")]
    [InlineData(
        "SpacetimeSchemaEngineVersion=newest", "SpacetimeSchemaEngineVersion is 'newest'; it is a version of SpacetimeDB, such as 2.8.3.")]
    public void A_setting_that_means_nothing_is_named(string setting, string error) =>
        _project.Build($"-p:{setting}").Fails().Prints(error);

    [Fact]
    public void A_version_may_be_written_as_a_tag() => _project.Build("-p:SpacetimeSchemaEngineVersion=v2.7.0-hotfix1").Succeeds();

    [Fact]
    public void The_settings_of_the_project_go_before()
    {
        _project.Write(".globalconfig", "is_global = true\ndotnet_diagnostic.STS1001.severity = suggestion\n");

        try
        {
            _project.BuildInCI().Succeeds();
        }
        finally
        {
            _project.Delete(".globalconfig");
        }
    }

    [Fact]
    public void Errors_do_not_stop_the_command_that_accepts_them()
    {
        _project.BuildInCI("-t:UpdateSchema").Fails().Prints("Publish will reject RemoveColumn player.name");
        Assert.Equal(Modules.PlayerSnapshot, _project.Snapshot);

        _project.BuildInCI("-t:UpdateSchema", "-p:AcceptBreaking=true").Succeeds().Prints("RemoveColumn player.name");
        _project.BuildInCI("-warnaserror").Succeeds();
    }
}
