using System.Collections.Immutable;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>The framework that the test code is compiled against.</summary>
public sealed class ReferenceAssemblies
{
    // Without a registry that has the reference packages, every framework here is the one that runs the tests.
    private static readonly ReferenceAssemblies RunningFramework = new();

    private static readonly Lazy<ImmutableArray<MetadataReference>> References = new(ReadReferences);

    private ReferenceAssemblies()
    {
    }

    public static ReferenceAssemblies Default => RunningFramework;

    public Task<ImmutableArray<MetadataReference>> ResolveAsync(string? language, CancellationToken cancellationToken)
        => Task.FromResult(References.Value);

    // The list also names the assemblies of the tests themselves, which the test code must not see.
    private static ImmutableArray<MetadataReference> ReadReferences()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location);
        var trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return
        [
            .. trusted.Split(Path.PathSeparator)
                .Where(path => Path.GetDirectoryName(path) == framework)
                .Distinct()
                .Select(MetadataReferenceCollection.FromFile),
        ];
    }

    public static class Net
    {
        public static ReferenceAssemblies Net60 => RunningFramework;

        public static ReferenceAssemblies Net70 => RunningFramework;

        public static ReferenceAssemblies Net80 => RunningFramework;
    }

    public static class NetStandard
    {
        public static ReferenceAssemblies NetStandard20 => RunningFramework;

        public static ReferenceAssemblies NetStandard21 => RunningFramework;
    }
}
