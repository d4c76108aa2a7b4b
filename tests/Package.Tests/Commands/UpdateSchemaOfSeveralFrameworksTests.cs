using SpacetimeSchema.Package.Tests.Projects;

namespace SpacetimeSchema.Package.Tests.Commands;

public sealed class UpdateSchemaOfSeveralFrameworksTests(UpdateSchemaOfSeveralFrameworksTests.Project project)
    : IClassFixture<UpdateSchemaOfSeveralFrameworksTests.Project>
{
    [Fact]
    public void It_writes_once_and_both_builds_are_silent()
    {
        project.Code(Modules.Player);

        var result = project.UpdateSchema().Succeeds();

        Assert.Equal(2, result.Output.Split("spacetimedb.schema.json: created").Length);
        project.Build("-warnaserror").Succeeds().DoesNotPrint("STS");
    }

    /// <summary>The second framework is one whose references every SDK has.</summary>
    public sealed class Project : ModuleProject
    {
        public override string TargetFrameworks => """
            <TargetFrameworks>net10.0;net10.0-windows</TargetFrameworks>
            <EnableWindowsTargeting>true</EnableWindowsTargeting>
            <DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>
            """;
    }
}
