namespace SpacetimeSchema.Package.Tests.Projects;

/// <summary>Three modules in one solution, the first of them for two target frameworks.</summary>
public sealed class ModuleSolution : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("a solution, ").FullName;

    public ModuleSolution() => File.WriteAllText(SolutionFile, $"""
        <Solution>
          <Folder Name="/First/"><Project Path="{First.PathOf("Module.csproj")}" /></Folder>
          <Folder Name="/Second/"><Project Path="{Second.PathOf("Module.csproj")}" /></Folder>
          <Folder Name="/Third/"><Project Path="{Third.PathOf("Module.csproj")}" /></Folder>
        </Solution>
        """);

    public ModuleProject First { get; } = new MultiTargetedProject();

    public ModuleProject Second { get; } = new();

    public ModuleProject Third { get; } = new();

    private string SolutionFile => Path.Combine(_folder, "Modules.slnx");

    internal CommandResult Run(params string[] arguments)
    {
        Dotnet.Run(_folder, ["restore"]).Succeeds();
        return Dotnet.Run(_folder, arguments);
    }

    public void Dispose()
    {
        First.Dispose();
        Second.Dispose();
        Third.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
