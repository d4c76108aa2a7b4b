using System.Diagnostics;

namespace SpacetimeSchema.Package.Tests.Projects;

/// <summary>A SpacetimeDB module in a temporary folder that has the package and nothing else.</summary>
public class ModuleProject : IDisposable
{
    public const string SnapshotName = "spacetimedb.schema.json";

    private const string LogName = "findings.sarif";

    /// <summary>With a space and a comma, which not every option of the compiler takes.</summary>
    private readonly string _folder = Directory.CreateTempSubdirectory("a module, ").FullName;
    private bool _isRestored;

    public ModuleProject()
    {
        // What stands above the folder for temporary files is none of these projects' business.
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
        Write(".editorconfig", "root = true\n");
        Write("Module.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                {TargetFrameworks}
                <Nullable>enable</Nullable>
                <NuGetAudit>false</NuGetAudit>
                <EnableNETAnalyzers>false</EnableNETAnalyzers>
                <RestoreSources>{PackedPackage.Instance.Feed}</RestoreSources>
                <RestorePackagesPath>{PackedPackage.Instance.Cache}</RestorePackagesPath>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{PackedPackage.Id}" Version="{PackedPackage.Instance.Version}" PrivateAssets="all" />
                {SpacetimeDBReferences}
              </ItemGroup>
            </Project>
            """);
    }

    public virtual string TargetFrameworks => "<TargetFramework>net10.0</TargetFramework>";

    public virtual string SpacetimeDBReferences => $"""
        <Reference Include="{Path.Combine(AppContext.BaseDirectory, "SpacetimeDB.Runtime.dll")}" />
        <Analyzer Include="{Path.Combine(AppContext.BaseDirectory, "SpacetimeDB.Codegen.dll")}" />
        """;

    public string Snapshot
    {
        get => Read(SnapshotName);
        set => Write(SnapshotName, value);
    }

    public string PathOf(string name) => Path.Combine(_folder, name);

    public bool Has(string name) => File.Exists(PathOf(name));

    public string Read(string name) => File.ReadAllText(PathOf(name));

    public void Write(string name, string text) => File.WriteAllText(PathOf(name), text);

    public void Delete(string name) => File.Delete(PathOf(name));

    public IEnumerable<string> Files(string pattern) => Directory.GetFiles(_folder, pattern).Select(Path.GetFileName)!;

    public IEnumerable<string> Folders(string pattern) => Directory.GetDirectories(_folder, pattern, SearchOption.AllDirectories);

    /// <summary>The body of the module's class.</summary>
    public void Code(string members) => Write("Module.cs", $$"""
        using SpacetimeDB;

        public static partial class Module
        {
            {{members}}
        }
        """);

    internal CommandResult Build(params string[] arguments) => BuildIn([], arguments);

    internal CommandResult BuildInCI(params string[] arguments) => BuildIn(new() { ["CI"] = "true" }, arguments);

    /// <summary>What the compiler reports, information too: <c>error STS1001</c>.</summary>
    internal IReadOnlyList<Finding> Findings(params string[] arguments) => FindingsIn([], arguments);

    internal IReadOnlyList<Finding> FindingsIn(Dictionary<string, string> environment, params string[] arguments)
    {
        BuildIn(environment, [.. arguments, $"-p:ErrorLog={LogName}%2Cversion=2.1"]);
        var findings = Finding.Read(Read(LogName));
        Delete(LogName);
        return findings;
    }

    internal CommandResult UpdateSchema(params string[] arguments) => Build(["-t:UpdateSchema", .. arguments]);

    internal CommandResult Run(params string[] arguments)
    {
        Restore();
        return Dotnet.Run(_folder, arguments);
    }

    internal Process Start(params string[] arguments) => Dotnet.Start(_folder, arguments);

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    internal CommandResult BuildIn(Dictionary<string, string> environment, params string[] arguments)
    {
        string[] restored = _isRestored ? ["--no-restore"] : [];
        _isRestored = true;
        return Dotnet.Run(_folder, ["build", .. restored, .. arguments], environment);
    }

    private void Restore()
    {
        if (!_isRestored)
        {
            Dotnet.Run(_folder, ["restore"]).Succeeds();
            _isRestored = true;
        }
    }
}
