using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SpacetimeSchema.Analyzers.Tests.Rules;
using SpacetimeSchema.Analyzers.Tests.Symbols;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

/// <summary>A module that other projects depend on, such as tests of it.</summary>
public class DependentProjectTests
{
    private const string Deployed =
        "using SpacetimeDB; [Table(Accessor = \"Player\")] public partial struct Player { public uint Id; public uint Score; }";

    private const string Restored = "Change 'Score' back to uint";

    [Theory]
    [InlineData("static class Scores { public static ulong Of(Player player) => player.Score; }", true)]
    [InlineData("static class Scores { public static void Set(ref Player player, ulong score) => player.Score = score; }", false)]
    [InlineData("static class Scores { public static Missing Of(Player player) => player.Score; }", true)]
    public async Task What_would_break_one_is_not_offered(string source, bool isOffered) =>
        Assert.Equal(isOffered, (await OfferedAsync(project => With(project, "Tests", source))).Contains(Restored));

    [Fact]
    public async Task Nor_what_would_break_one_behind_it() => Assert.DoesNotContain(Restored, await OfferedAsync(static project => With(
        With(project, "Tools", "public static class Tools { }"),
        "Tests",
        "static class Scores { public static void Set(ref Player player, ulong score) => player.Score = score; }")));

    private static async Task<IEnumerable<string>> OfferedAsync(Func<Project, Project> with)
    {
        var module = ModuleWorkspace.Create(Deployed.Replace("uint Score", "ulong Score"), DeployedModule.Snapshot(Deployed));
        var project = with(module).Solution.GetProject(module.Id)!;
        var finding = Assert.Single(await ModuleWorkspace.FindingsAsync(project));
        return (await ModuleWorkspace.FixesAsync(project, finding)).Select(static action => action.Title);
    }

    /// <summary>A project with a reference to that one, and to all that it refers to.</summary>
    private static Project With(Project project, string name, string source)
    {
        var id = ProjectId.CreateNewId();
        return project.Solution
            .AddProject(ProjectInfo.Create(
                id, VersionStamp.Default, name, name, LanguageNames.CSharp,
                compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary),
                metadataReferences: ModuleCompilation.References,
                projectReferences: [.. project.ProjectReferences, new(project.Id)]))
            .AddDocument(DocumentId.CreateNewId(id), name + ".cs", source)
            .GetProject(id)!;
    }
}
