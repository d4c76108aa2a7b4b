using System.Text.RegularExpressions;
using SpacetimeSchema.Package.Tests.Projects;

namespace SpacetimeSchema.Package.Tests.Contents;

/// <summary>Whether the files that list rules know each one that there is, and no others.</summary>
public partial class SeveritiesTests
{
    private static readonly string[] s_rules = Ids("src/Analyzers/AnalyzerReleases.Shipped.md", "src/Analyzers/AnalyzerReleases.Unshipped.md");

    [Fact]
    public void The_commands_silence_every_rule() =>
        Assert.Empty(s_rules.Except(Ids("src/Package/buildTransitive/SpacetimeSchema.Commands.targets")));

    [Fact]
    public void In_CI_whatever_publish_rejects_is_an_error() =>
        Assert.Empty(s_rules.Where(static id => id.StartsWith("STS10", StringComparison.Ordinal)).Except(Ids("src/Package/globalconfigs/SpacetimeSchema.CI.globalconfig")));

    private static string[] Ids(params string[] files) =>
        [.. files.SelectMany(static file => RuleId().Matches(File.ReadAllText(Path.Combine(PackedPackage.RepositoryRoot, file)))).Select(static match => match.Value).Distinct().Where(static id => id != "STS0000").Order()];

    [GeneratedRegex(@"STS\d{4}")]
    private static partial Regex RuleId();
}
