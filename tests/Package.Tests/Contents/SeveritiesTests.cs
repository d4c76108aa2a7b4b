using System.Text.RegularExpressions;
using SpacetimeSchema.Package.Tests.Projects;

namespace SpacetimeSchema.Package.Tests.Contents;

/// <summary>Whether the files that list rules know each one that there is, and no others.</summary>
public partial class SeveritiesTests
{
    /// <summary>All but the one by which the commands get the schema from the compiler, which is never shown.</summary>
    private static readonly Rule[] s_rules =
    [
        .. new[] { "Shipped", "Unshipped" }
            .SelectMany(static list => ReleasedRule().Matches(Read($"src/Analyzers/AnalyzerReleases.{list}.md")))
            .Select(static match => new Rule(match.Groups["id"].Value, match.Groups["severity"].Value))
            .Where(static rule => rule.Id != "STS0000")
            .OrderBy(static rule => rule.Id, StringComparer.Ordinal),
    ];

    [Fact]
    public void The_commands_silence_every_rule() => Assert.Equal(
        s_rules.Select(static rule => rule.Id),
        RuleId().Matches(Read("src/Package/buildTransitive/SpacetimeSchema.Commands.targets")).Select(static match => match.Value)
            .Order(StringComparer.Ordinal));

    [Fact]
    public void In_CI_whatever_publish_rejects_is_an_error_and_a_snapshot_that_cannot_be_read() =>
        Sets("CI", static rule => rule.IsOf("STS10") || rule.Id == "STS0002" ? "error" : null);

    [Fact]
    public void In_a_prototype_whatever_delete_data_forgives_is_a_suggestion() =>
        Sets("Prototype", static rule => rule.IsOf("STS1") && rule.Id != "STS1015" ? "suggestion" : null);

    /// <summary>Of what clients notice the analyzers decide, for it depends on the table.</summary>
    [Fact]
    public void Strict_makes_errors_of_the_warnings_about_a_publish_and_warnings_of_whatever_is_quieter() => Sets("Strict", static rule =>
        rule.IsOf("STS20") && rule.Id != "STS2011" ? null
        : rule.Severity != "Warning" ? "warning"
        : rule.IsOf("STS1") || rule.Id == "STS0002" ? "error"
        : null);

    /// <param name="severity">Null where a rule keeps its own.</param>
    private static void Sets(string configuration, Func<Rule, string?> severity) => Assert.Equal(
        s_rules.Where(rule => severity(rule) is not null).Select(rule => $"{rule.Id} = {severity(rule)}"),
        Severity().Matches(Read($"src/Package/globalconfigs/SpacetimeSchema.{configuration}.globalconfig"))
            .Select(static match => $"{match.Groups["id"]} = {match.Groups["severity"]}").Order(StringComparer.Ordinal));

    private static string Read(string file) => File.ReadAllText(Path.Combine(PackedPackage.RepositoryRoot, file));

    private sealed record Rule(string Id, string Severity)
    {
        public bool IsOf(string family) => Id.StartsWith(family, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^(?<id>STS\d{4}) \| [\w.]+ \| (?<severity>\w+) \|", RegexOptions.Multiline)]
    private static partial Regex ReleasedRule();

    [GeneratedRegex(@"STS\d{4}")]
    private static partial Regex RuleId();

    [GeneratedRegex(@"^dotnet_diagnostic\.(?<id>STS\d{4})\.severity = (?<severity>\w+)$", RegexOptions.Multiline)]
    private static partial Regex Severity();
}
