using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace SpacetimeSchema.Migrations.Tests;

/// <summary>The 30 labelled reducers of the open corpus.</summary>
public sealed partial class OpenCorpusTests(ITestOutputHelper output)
{
    private static readonly MigrationModule s_module = new(MigrationModule.Corpus("schema.cs"), MigrationModule.Corpus("open.cs"));

    public static TheoryData<string, bool> Labels()
    {
        var labels = new TheoryData<string, bool>();
        foreach (Match match in Label().Matches(MigrationModule.Corpus("open.cs")))
        {
            labels.Add(match.Groups["reducer"].Value, match.Groups["label"].Value == "idempotent");
        }
        return labels;
    }

    [Theory]
    [MemberData(nameof(Labels))]
    public void A_reducer_is_found_as_it_is_labelled(string reducer, bool isIdempotent)
    {
        foreach (var finding in s_module.Of(reducer))
        {
            output.WriteLine(finding.ToString());
        }
        Assert.Equal(isIdempotent, !s_module.IsFound(reducer));
    }

    [GeneratedRegex(@"// \[(?<label>[a-z-]+)\][^\n]*\n +\[Reducer\]\s+public static void (?<reducer>\w+)")]
    private static partial Regex Label();
}
