using SpacetimeSchema.Package.Tests.Projects;

namespace SpacetimeSchema.Package.Tests.Commands;

public sealed class ForeignProjectTests(ForeignProjectTests.Project project) : IClassFixture<ForeignProjectTests.Project>
{
    [Fact]
    public void A_project_without_SpacetimeDB_has_no_schema_and_no_findings()
    {
        project.Write("Program.cs", "public static class Program;");

        project.Build("-warnaserror").Succeeds().DoesNotPrint("STS");
        project.UpdateSchema().Succeeds().Prints("Module.csproj does not reference SpacetimeDB.Runtime: it has no schema.");
        Assert.False(project.Has(ModuleProject.SnapshotName));
    }

    public sealed class Project : ModuleProject
    {
        public override string SpacetimeDBReferences => "";
    }
}
