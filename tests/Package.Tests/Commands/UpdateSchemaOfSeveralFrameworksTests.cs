using SpacetimeSchema.Package.Tests.Projects;

namespace SpacetimeSchema.Package.Tests.Commands;

public sealed class UpdateSchemaOfSeveralFrameworksTests(MultiTargetedProject project) : IClassFixture<MultiTargetedProject>
{
    [Fact]
    public void It_writes_once_and_both_builds_are_silent()
    {
        project.Code(Modules.Player);

        var result = project.UpdateSchema().Succeeds();

        Assert.Equal(2, result.Output.Split("spacetimedb.schema.json: created").Length);
        project.Build("-warnaserror").Succeeds().DoesNotPrint("STS");
    }
}
