using System.IO.Compression;
using System.Reflection;

namespace SpacetimeSchema.Package.Tests.Projects;

/// <summary>The package, packed once for all tests in a version of its own, so that nothing that was cached before is tested.</summary>
internal sealed class PackedPackage
{
    public const string Id = "SpacetimeSchema.Analyzers";

    private static readonly Lazy<PackedPackage> s_instance = new(static () => new());

    private PackedPackage()
    {
        Version = $"0.1.0-test.{DateTime.UtcNow:yyyyMMddHHmmssfff}";
        Root = Directory.CreateTempSubdirectory("spacetimeschema-package-").FullName;
        Dotnet.Run(
            Path.Combine(Metadata("RepositoryRoot"), "src", "Package"),
            ["pack", "--no-build", "--configuration", Metadata("Configuration"), "--output", Feed, $"-p:PackageVersion={Version}"])
                .Succeeds();
    }

    public static PackedPackage Instance => s_instance.Value;

    public static string RepositoryRoot => Metadata("RepositoryRoot");

    public string Version { get; }

    /// <summary>The folder that serves as the only source of packages.</summary>
    public string Feed => Path.Combine(Root, "feed");

    /// <summary>Where the temporary projects unpack it: not in the cache of the machine.</summary>
    public string Cache => Path.Combine(Root, "packages");

    /// <summary>The DLL with the tasks, once a project has restored the package.</summary>
    public string Tasks => Path.Combine(Cache, Id.ToLowerInvariant(), Version, "tasks", "netstandard2.0", "SpacetimeSchema.Build.dll");

    private string Root { get; }

    /// <summary>Of no more use; what a process still holds on Windows is left to whoever empties the folder for temporary files.</summary>
    public static void Delete()
    {
        if (s_instance.IsValueCreated)
        {
            try
            {
                Directory.Delete(Instance.Root, recursive: true);
            }
            catch (UnauthorizedAccessException)
            {
            }
        }
    }

    public ZipArchive Open() => ZipFile.OpenRead(Path.Combine(Feed, $"{Id}.{Version}.nupkg"));

    private static string Metadata(string key) =>
        typeof(PackedPackage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
}
