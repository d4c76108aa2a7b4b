using System.Text.RegularExpressions;
using SpacetimeSchema.Package.Tests.Projects;

namespace SpacetimeSchema.Package.Tests.Contents;

/// <summary>Whether the page about configuration names every property that the targets read, and no other.</summary>
public partial class ConfigurationTests
{
    private static readonly string[] s_others = ["CI", "TF_BUILD", "GITHUB_ACTIONS", "ContinuousIntegrationBuild"];

    [Fact]
    public void Every_property_is_documented() => Assert.Empty(Read().Except(Documented()));

    [Fact]
    public void Every_documented_property_is_read() => Assert.Empty(Documented().Except(Read()));

    [Fact]
    public void Every_property_is_tested()
    {
        var tests = string.Concat(
            Directory.EnumerateFiles(Path.Combine(PackedPackage.RepositoryRoot, "tests"), "*Tests.cs", SearchOption.AllDirectories)
                .Where(static path => !path.EndsWith($"{nameof(ConfigurationTests)}.cs", StringComparison.Ordinal))
                .Append(Path.Combine(PackedPackage.RepositoryRoot, "tests", "Analyzers.Tests", "Rules", "Verify.cs"))
                .Select(File.ReadAllText));
        Assert.All(Read(), name => Assert.Matches($@"(-p:|""){name}\b", tests));
    }

    private static IEnumerable<string> Read() =>
        Directory.EnumerateFiles(Path.Combine(PackedPackage.RepositoryRoot, "src", "Package", "buildTransitive"))
            .SelectMany(static file => OurProperty().Matches(File.ReadAllText(file)))
            .Select(static match => match.Groups[1].Value)
            .Distinct();

    private static IEnumerable<string> Documented() =>
        Row().Matches(File.ReadAllText(Path.Combine(PackedPackage.RepositoryRoot, "docs", "configuration.md")))
            .Select(static match => match.Groups[1].Value)
            .Except(s_others);

    [GeneratedRegex("""(?:\$\(|CompilerVisibleProperty Include=")((?:SpacetimeSchema|SpacetimeDB|SchemaPlan|Accept)\w*)""")]
    private static partial Regex OurProperty();

    [GeneratedRegex(@"^\| `((?:SpacetimeSchema|SpacetimeDB|SchemaPlan|Accept)\w*)`", RegexOptions.Multiline)]
    private static partial Regex Row();
}
