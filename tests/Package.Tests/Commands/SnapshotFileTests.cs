using System.Text.Json;
using SpacetimeSchema.Package.Tests.Projects;

namespace SpacetimeSchema.Package.Tests.Commands;

/// <summary>Whatever happens to a command, the snapshot is the old one or the new one.</summary>
public sealed class SnapshotFileTests(ModuleProject project) : IClassFixture<ModuleProject>
{
    private const int ManyColumns = 1000;

    /// <summary>Long enough that writing one takes many steps.</summary>
    private static readonly string s_manyColumns = string.Concat(Enumerable.Range(0, ManyColumns).Select(static i => $"public uint Column{i}; "));

    [Fact]
    public async Task Two_commands_at_once_leave_a_whole_snapshot()
    {
        project.Code(Modules.Players(s_manyColumns));
        project.Delete(ModuleProject.SnapshotName);
        project.UpdateSchema().Succeeds();
        var whole = project.Snapshot;
        project.Delete(ModuleProject.SnapshotName);

        var commands = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => project.UpdateSchema())));

        Assert.All(commands, static command => command.Succeeds());
        Assert.Equal(whole, project.Snapshot);
        Assert.Equal([ModuleProject.SnapshotName], project.Files("*.json*"));
        Assert.Empty(project.Folders("spacetimeschema*"));
    }

    [Fact]
    public void A_snapshot_that_another_program_holds_is_named_and_stays()
    {
        project.Code(Modules.Player);
        project.Snapshot = """{ "format": 1 }""";

        using (new FileStream(project.PathOf(ModuleProject.SnapshotName), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            project.UpdateSchema().Fails().Prints("spacetimedb.schema.json' because it is being used by another process");
        }
        Assert.Equal("""{ "format": 1 }""", project.Snapshot);
    }

    [Fact]
    public async Task A_command_that_is_killed_while_it_writes_leaves_the_old_snapshot_or_the_new_one()
    {
        var (one, other) = (SnapshotOf(s_manyColumns), SnapshotOf(s_manyColumns + "public uint Last;"));
        project.Write("one.sarif", Log(one));
        project.Write("other.sarif", Log(other));
        project.Write("alternate.targets", $"""
            <Project DefaultTargets="Alternate">
              <UsingTask TaskName="SpacetimeSchema.Build.UpdateSchemaSnapshot" AssemblyFile="{PackedPackage.Instance.Tasks}" />
              <Target Name="Alternate">
                {string.Concat(Enumerable.Repeat(Update("other.sarif") + Update("one.sarif"), 2000))}
              </Target>
            </Project>
            """);

        for (var kill = 0; kill < 3; kill++)
        {
            project.Snapshot = one;
            using var command = project.Start("msbuild", "alternate.targets", "-v:quiet", "-nologo");
            while (project.Snapshot == one)
            {
                Assert.False(command.HasExited);
                await Task.Delay(1);
            }
            for (var read = 0; read < 40 * kill; read++)
            {
                AssertWhole(project.Snapshot);
            }
            command.Kill(entireProcessTree: true);
            await command.WaitForExitAsync();
            AssertWhole(project.Snapshot);
        }
    }

    /// <summary>What was accepted on the way is in it too; half a file is no JSON.</summary>
    private static void AssertWhole(string snapshot)
    {
        using var json = JsonDocument.Parse(snapshot);
        var columns = json.RootElement.GetProperty("tables")[0].GetProperty("columns").GetArrayLength();
        Assert.InRange(columns, ManyColumns, ManyColumns + 1);
        Assert.EndsWith("}\n", snapshot);
    }

    private static string Update(string log) =>
        $"""<UpdateSchemaSnapshot CompilerLog="{log}" ProjectName="Module" Snapshot="{ModuleProject.SnapshotName}" AcceptBreaking="true" />""";

    private string SnapshotOf(string columns)
    {
        project.Code(Modules.Players(columns));
        project.Delete(ModuleProject.SnapshotName);
        project.UpdateSchema().Succeeds();
        return project.Snapshot;
    }

    /// <summary>What the compiler's log holds of the package while a command runs.</summary>
    private static string Log(string schema) => JsonSerializer.Serialize(new
    {
        runs = new[] { new { results = new[] { new { ruleId = "STS0000", properties = new { customProperties = new { schema } } } } } },
    });
}
