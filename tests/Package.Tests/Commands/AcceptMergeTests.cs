using SpacetimeSchema.Package.Tests.Projects;

namespace SpacetimeSchema.Package.Tests.Commands;

/// <summary>A snapshot whose table is not in the state that its own line names.</summary>
public sealed class AcceptMergeTests(ModuleProject project) : IClassFixture<ModuleProject>
{
    [Fact]
    public void A_mixed_table_is_signed_anew_when_asked_and_loses_nothing()
    {
        var merged = Merged();
        project.Code(Modules.Players("public uint Id; public ulong Name;") + Modules.Items("public uint Id;"));

        project.Build().Succeeds().Prints("spacetimedb.schema.json(16,16): warning STS0002");
        project.UpdateSchema().Fails().Prints("spacetimedb.schema.json(16,16): error").Prints("-p:AcceptMerge=true");
        Assert.Equal(merged, project.Snapshot);

        project.UpdateSchema("-p:AcceptMerge=true").Succeeds().Prints("spacetimedb.schema.json: accepted as it was merged: player.")
            .Prints("spacetimedb.schema.json: up to date.");
        Assert.Equal(
            merged.Split('\n').Where(static line => !line.Contains("\"state\"")),
            project.Snapshot.Split('\n').Where(static line => !line.Contains("\"state\"")));
        project.Build("-warnaserror").Succeeds();
    }

    [Fact]
    public void What_publish_rejects_is_refused_and_the_state_is_signed_all_the_same()
    {
        Merged();
        project.Code(Modules.Players("public uint Id; public string Name;") + Modules.Items("public uint Id;"));

        project.UpdateSchema("-p:AcceptMerge=true").Fails().Prints("Publish will reject ChangeColumnType player.name (u64 -> string).");
        project.Build().Succeeds().DoesNotPrint("STS0002").Prints("STS1003");
    }

    /// <summary>As if a merge had brought a column of another type.</summary>
    private string Merged()
    {
        project.Code(Modules.Player);
        project.Delete(ModuleProject.SnapshotName);
        project.UpdateSchema().Succeeds();
        return project.Snapshot = project.Snapshot.Replace("\"type\": \"string\"", "\"type\": \"u64\"");
    }
}
