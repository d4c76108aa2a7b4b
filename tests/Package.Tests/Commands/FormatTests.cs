using SpacetimeSchema.Package.Tests.Projects;

namespace SpacetimeSchema.Package.Tests.Commands;

/// <summary>The fixes, as <c>dotnet format</c> applies them. Its exit code proves nothing: the files are looked at.</summary>
public sealed class FormatTests : IClassFixture<ModuleProject>
{
    private readonly ModuleProject _project;

    public FormatTests(ModuleProject project)
    {
        _project = project;
        _project.Snapshot = Modules.PlayerSnapshot;
    }

    [Fact]
    public void It_brings_the_snapshot_up_to_date_as_the_command_does()
    {
        _project.Code(Modules.Player + """
            [Table(Accessor = "guild")] public partial struct Guild { public uint Id; }
            [Reducer] public static void Found(ReducerContext context) { }
            """);

        Format("--diagnostics", "STS0003", "--severity", "info");

        var formatted = _project.Snapshot;
        Assert.NotEqual(Modules.PlayerSnapshot, formatted);
        _project.UpdateSchema().Succeeds().Prints("up to date");
        Assert.Equal(formatted, _project.Snapshot);
    }

    [Fact]
    public void It_never_accepts_what_breaks()
    {
        _project.Code(Modules.Players("public uint Id;") + Modules.Items("public uint Id;"));

        Format("--severity", "info");

        Assert.Equal(Modules.PlayerSnapshot, _project.Snapshot);
    }

    /// <summary>Nothing in the code could be repaired: what is left is to accept it.</summary>
    [Fact]
    public void Plain_format_leaves_a_change_that_breaks_clients_where_it_is()
    {
        var snapshot = Modules.PlayerSnapshot.Replace("\"reducers\": []", """
            "reducers": [
                { "name": "join", "method": "Join", "parameters": [] }
              ]
            """);
        _project.Snapshot = snapshot;
        _project.Code(Modules.Player + "[Reducer] public static void Join(ReducerContext context, string name) { }");

        _project.Run("format", "--no-restore").Succeeds();

        Assert.Equal(snapshot, _project.Snapshot);
        Assert.Equal("warning STS2006", Assert.Single(_project.Findings()).ToString());
    }

    private void Format(params string[] arguments) => _project.Run(["format", "analyzers", "--no-restore", .. arguments]).Succeeds();
}
