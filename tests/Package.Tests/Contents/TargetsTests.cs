using System.Xml.Linq;
using SpacetimeSchema.Package.Tests.Projects;

namespace SpacetimeSchema.Package.Tests.Contents;

/// <summary>
/// What the targets may do in somebody else's build: nothing that runs a program, downloads, or compiles code of its own.
/// </summary>
public class TargetsTests
{
    /// <summary>The compiler itself is run by its own target, which one of these depends on.</summary>
    private static readonly string[] s_tasks =
        ["PropertyGroup", "ItemGroup", "Error", "Warning", "Message", "MakeDir", "RemoveDir", "CallTarget", "MSBuild", "OnError",
            "UpdateSchemaSnapshot", "PrintSchemaPlan", "PullSchemaSnapshot"];

    [Fact]
    public void They_run_no_program_but_the_compiler() => Assert.All(Files(), static file => Assert.All(
        file.Root.Descendants("Target").Elements(),
        task => Assert.True(s_tasks.Contains(task.Name.LocalName), $"{file.Name} runs {task.Name.LocalName}.")));

    [Fact]
    public void All_tasks_are_in_the_package() => Assert.All(Files(), static file => Assert.All(
        file.Root.Descendants("UsingTask"),
        static task =>
        {
            Assert.Equal("$(_SpacetimeSchemaTasks)", task.Attribute("AssemblyFile")?.Value);
            Assert.Null(task.Attribute("TaskFactory"));
        }));

    /// <summary>A project may be restored or built before somebody has looked at it.</summary>
    [Fact]
    public void A_plain_build_runs_no_task_that_writes() => Assert.All(Files(), static file => Assert.All(
        file.Root.Descendants("Target")
            .Where(static target => target.Attribute("BeforeTargets") is not null || target.Attribute("AfterTargets") is not null),
        static target => Assert.All(
            target.Elements(),
            static task => Assert.Contains(task.Name.LocalName, new[] { "PropertyGroup", "ItemGroup", "Error", "Warning", "Message" }))));

    private static List<(string Name, XElement Root)> Files()
    {
        using var package = PackedPackage.Instance.Open();
        List<(string, XElement)> files = [];
        foreach (var entry in package.Entries.Where(static entry =>
            entry.Name.EndsWith(".targets", StringComparison.Ordinal) || entry.Name.EndsWith(".props", StringComparison.Ordinal)))
        {
            using var stream = entry.Open();
            files.Add((entry.FullName, XElement.Load(stream)));
        }
        Assert.NotEmpty(files);
        return files;
    }
}
