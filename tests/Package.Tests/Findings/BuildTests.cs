using SpacetimeSchema.Package.Tests.Projects;

namespace SpacetimeSchema.Package.Tests.Findings;

public sealed class BuildTests : IClassFixture<ModuleProject>
{
    private readonly ModuleProject _project;

    public BuildTests(ModuleProject project)
    {
        _project = project;
        _project.Snapshot = Modules.PlayerSnapshot;
    }

    [Fact]
    public void A_build_shows_what_publish_would_do()
    {
        _project.Code(Modules.Players("public uint Id; public string Name; public uint Score;") + Modules.Items("public uint Id;"));

        _project.Build().Succeeds().Prints("Module.cs(6,").Prints("warning STS1005: New column 'Score'");
    }

    [Fact]
    public void The_log_holds_what_tools_read()
    {
        _project.Code(Modules.Players("public uint Id;") + Modules.Items("public uint Id;"));

        var finding = Assert.Single(_project.Findings());

        Assert.Equal("warning STS1001", finding.ToString());
        Assert.Equal("RemoveColumn", finding.Properties["change"]);
        Assert.Equal("rejected", finding.Properties["publish"]);
        Assert.Equal("false", finding.Properties["disconnects"]);
        Assert.Equal("plan", finding.Properties["stage"]);
        Assert.Equal("player.name", finding.Properties["affects"]);
        Assert.Equal("spacetimedb.schema.json", finding.Properties["baseline"]);
    }

    [Theory]
    [InlineData("spacetimedb.schema.json")]
    [InlineData("$(MSBuildThisFileDirectory)spacetimedb.schema.json")]
    public void A_snapshot_that_the_project_names_itself_is_compared_once(string path)
    {
        _project.Write("Directory.Build.props", $"""<Project><ItemGroup><AdditionalFiles Include="{path}" /></ItemGroup></Project>""");
        _project.Code(Modules.Players("public uint Id;") + Modules.Items("public uint Id;"));

        try
        {
            Assert.Single(_project.Findings());
        }
        finally
        {
            _project.Write("Directory.Build.props", "<Project />");
        }
    }

    [Fact]
    public void Each_baseline_beside_the_snapshot_is_compared()
    {
        _project.Write("spacetimedb.staging.schema.json", Modules.PlayerSnapshot);
        _project.Code(Modules.Players("public uint Id;") + Modules.Items("public uint Id;"));

        try
        {
            foreach (var written in new[] { "spacetimedb.schema.json", "spacetimedb.staging.schema.json" })
            {
                Assert.Equal(
                    ["spacetimedb.schema.json", "spacetimedb.staging.schema.json"],
                    _project.Findings($"-p:SpacetimeSchemaSnapshot={written}")
                        .Select(static finding => finding.Properties["baseline"]).Order());
            }
        }
        finally
        {
            _project.Delete("spacetimedb.staging.schema.json");
        }
    }

    [Fact]
    public void Two_baselines_of_one_name_are_refused()
    {
        const string ofAnother = "deployed/spacetimedb.schema.json";
        Directory.CreateDirectory(_project.PathOf("deployed"));
        _project.Write(ofAnother, Modules.PlayerSnapshot);
        _project.Write("Directory.Build.props", $"""<Project><ItemGroup><AdditionalFiles Include="{ofAnother}" /></ItemGroup></Project>""");
        _project.Code(Modules.Player);

        try
        {
            _project.Write("it's none.json", "{}");
            _project.Write(
                "Directory.Build.targets", """<Project><ItemGroup><AdditionalFiles Include="it's none.json" /></ItemGroup></Project>""");
            _project.Build().Fails().Prints("Two snapshots have one name: ").Prints("Rename one to spacetimedb.NAME.schema.json.");
        }
        finally
        {
            _project.Delete(ofAnother);
            _project.Write("Directory.Build.targets", "<Project />");
            _project.Write("Directory.Build.props", "<Project />");
        }
    }

    [Fact]
    public void Without_a_snapshot_the_build_says_in_one_line_what_to_run()
    {
        _project.Code(Modules.Player);
        _project.Build().Succeeds().DoesNotPrint("UpdateSchema");

        _project.Delete(ModuleProject.SnapshotName);

        _project.Build().Succeeds()
            .Prints(
                "Module -> no snapshot of the deployed schema: 'dotnet build -t:UpdateSchema' on the code that is deployed creates spacetimedb.schema.json");
        Assert.Equal("note STS0001", Assert.Single(_project.Findings("--no-incremental")).ToString());
        _project.Build("-p:NoWarn=STS0001").Succeeds().DoesNotPrint("UpdateSchema");
    }

    /// <summary>As a library of types that modules share.</summary>
    [Fact]
    public void A_project_that_declares_nothing_of_a_module_needs_no_snapshot()
    {
        _project.Code("[Type] public partial struct Item { public uint Table; public static string View(uint id) => $\"{id}\"; }");
        _project.Delete(ModuleProject.SnapshotName);

        _project.Build().Succeeds().DoesNotPrint("UpdateSchema");
    }
}
