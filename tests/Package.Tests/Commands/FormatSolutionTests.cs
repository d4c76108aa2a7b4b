using SpacetimeSchema.Package.Tests.Projects;

namespace SpacetimeSchema.Package.Tests.Commands;

/// <summary>
/// The fixes, as <c>dotnet format</c> applies them to a solution: each file is a document for each target framework, which must not be
/// edited twice.
/// </summary>
public sealed class FormatSolutionTests(ModuleSolution solution) : IClassFixture<ModuleSolution>
{
    [Fact]
    public void One_run_applies_the_first_fix_of_each_rule_in_all_projects_shows_no_hidden_table_and_accepts_nothing()
    {
        Deploy(solution.First, Repair("Deployed.cs"));
        var snapshot = solution.First.Snapshot;
        solution.Second.Snapshot = snapshot;
        solution.Third.Snapshot = Modules.PlayerSnapshot;
        solution.Third.Code(Modules.Player + "[Settings] public const CaseConversionPolicy Policy = CaseConversionPolicy.None;");
        solution.First.Write("Module.cs", Repair("Edited.cs"));
        solution.Second.Write("Module.cs", Repair("Edited.cs"));

        solution.Run("format", "analyzers", "--no-restore").Succeeds();

        Assert.Equal(Repair("Fixed.cs"), solution.First.Read("Module.cs"));
        Assert.Equal(Repair("Fixed.cs"), solution.Second.Read("Module.cs"));
        Assert.Contains("Policy = CaseConversionPolicy.SnakeCase;", solution.Third.Read("Module.cs"));
        Assert.Equal(snapshot, solution.First.Snapshot);
        Assert.Equal(snapshot, solution.Second.Snapshot);
        Assert.Equal(Modules.PlayerSnapshot, solution.Third.Snapshot);
        Assert.DoesNotContain(solution.First.Findings("-f", "net10.0"), static finding => finding.Properties["publish"] == "rejected");
    }

    private static void Deploy(ModuleProject project, string source)
    {
        project.Write("Module.cs", source);
        project.UpdateSchema().Succeeds();
    }

    private static string Repair(string name) =>
        File.ReadAllText(Path.Combine(PackedPackage.RepositoryRoot, "tests", "Package.Tests", "Repairs", name));
}
