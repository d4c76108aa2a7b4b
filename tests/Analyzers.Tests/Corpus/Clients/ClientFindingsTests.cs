using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Robustness;
using SpacetimeSchema.Analyzers.Tests.Symbols;
using Xunit.Abstractions;

namespace SpacetimeSchema.Analyzers.Tests.Corpus.Clients;

/// <summary>
/// What clients suffer from, for each pair of the corpus: as <c>tests/corpus/clients.txt</c> expects it, which an oracle says that does
/// not know the comparer, and people who read the pairs.
/// </summary>
public class ClientFindingsTests(ITestOutputHelper output)
{
    private static readonly string s_file = Path.Combine(CorpusPair.RepositoryRoot, "tests", "corpus", "clients.txt");

    private static readonly Dictionary<string, string> s_expected = File.ReadAllLines(s_file)
        .Where(static line => line.Length > 0 && line[0] != '#')
        .Select(static line => line.Split(" # ")[0].TrimEnd().Split(": ", 2))
        .ToDictionary(static parts => parts[0], static parts => parts[1] == "nobody" ? "" : parts[1]);

    [Fact]
    public void Every_pair_has_an_expectation() => Assert.Equal(CorpusPair.All.Select(static pair => pair.Name), s_expected.Keys);

    [Fact]
    public void Of_all_kinds_some_were_read_by_hand()
    {
        var reviewed = File.ReadAllLines(s_file).Where(static line => line.Contains(" # ", StringComparison.Ordinal)).ToArray();
        Assert.True(reviewed.Length >= 60, $"{reviewed.Length} pairs say why they are right.");
        Assert.All(
            s_expected.Values.SelectMany(static findings => findings.Split("; "))
                .Select(static finding => finding.Split(' ')[0]).Distinct(),
            rule => Assert.Contains(reviewed, line => line.Contains(rule, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_expectation_follows_from_the_facts() =>
        Compare(static pair => ClientOracle.Findings(Snapshot(pair.OldSource), Snapshot(pair.NewSource)));

    [Fact]
    public void What_is_reported_is_what_is_expected() => Compare(static pair => string.Join("; ", ModuleCompilation.Compile(pair.NewSource)
        .WithAnalyzers([new SchemaAnalyzer()], new AnalyzerOptions([new SnapshotFile(Snapshot(pair.OldSource))]))
        .GetAnalyzerDiagnosticsAsync().Result
        .Where(static finding => finding.Descriptor.Category == Rule.ClientsCategory)
        .Select(static finding => $"{finding.Id} {finding.Severity} {What(finding)}")
        .Distinct().Order(StringComparer.Ordinal)));

    /// <summary>Renamed functions and moved keys are told by their old names, variants by their own and indexes by theirs.</summary>
    private static string What(Diagnostic finding) => finding.Id switch
    {
        "STS2005" or "STS2007" => finding.Properties[ChangeProperties.Affects]!.Split(';')[0],
        _ =>
            finding.Properties[ChangeProperties.Owner]
                + (finding.Properties.GetValueOrDefault(ChangeProperties.Member) is { } member ? $".{member}" : ""),
    };

    private static string Snapshot(string source) => SnapshotWriter.Write(ModuleCompilation.ReadSchema(source));

    private void Compare(Func<CorpusPair, string> findings)
    {
        var differences = CorpusPair.All.AsParallel().AsOrdered()
            .Select(pair => (pair.Name, Expected: s_expected[pair.Name], Actual: findings(pair)))
            .Where(static pair => pair.Expected != pair.Actual)
            .Select(static pair => $"{pair.Name}: expected '{pair.Expected}', is '{pair.Actual}'").ToArray();
        output.WriteLine($"{s_expected.Values.Count(static findings => findings.Length > 0)} of {s_expected.Count} pairs hurt clients.");
        Assert.True(differences.Length == 0, string.Join('\n', differences));
    }
}
