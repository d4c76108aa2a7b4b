using SpacetimeSchema.Package.Tests.Projects;

namespace SpacetimeSchema.Package.Tests.Contents;

public class EntriesTests
{
    [Fact]
    public void The_package_holds_these_files_and_no_others()
    {
        using var package = PackedPackage.Instance.Open();

        Assert.Equal(
            [
                "README.md",
                "SpacetimeSchema.Analyzers.nuspec",
                "analyzers/dotnet/cs/SpacetimeSchema.Analyzers.CodeFixes.dll",
                "analyzers/dotnet/cs/SpacetimeSchema.Analyzers.dll",
                "buildMultiTargeting/SpacetimeSchema.Analyzers.targets",
                "buildTransitive/SpacetimeSchema.Analyzers.props",
                "buildTransitive/SpacetimeSchema.Analyzers.targets",
                "buildTransitive/SpacetimeSchema.Commands.targets",
                "buildTransitive/SpacetimeSchema.Severities.targets",
                "buildTransitive/SpacetimeSchema.Snapshot.targets",
                "globalconfigs/SpacetimeSchema.CI.globalconfig",
                "globalconfigs/SpacetimeSchema.Export.globalconfig",
                "globalconfigs/SpacetimeSchema.Prototype.globalconfig",
                "globalconfigs/SpacetimeSchema.Strict.globalconfig",
                "icon.png",
                "tasks/netstandard2.0/SpacetimeSchema.Build.dll",
            ],
            package.Entries.Select(static entry => entry.FullName).Where(IsOurs).Order(StringComparer.Ordinal));
    }

    /// <summary>The others are made by the format of the package.</summary>
    private static bool IsOurs(string entry) =>
        !entry.StartsWith("_rels/", StringComparison.Ordinal)
        && !entry.StartsWith("package/", StringComparison.Ordinal)
        && entry != "[Content_Types].xml";
}
