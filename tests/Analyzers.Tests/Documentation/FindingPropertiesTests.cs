using System.Text.RegularExpressions;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers.Tests.Documentation;

public class FindingPropertiesTests
{
    [Fact]
    public void Whatever_a_finding_tells_is_documented_for_tools_or_as_meant_for_the_fixes()
    {
        var page = MarkdownFile.Read("docs/finding-properties.md");
        var names = typeof(ChangeProperties).GetFields().Where(static field => field.IsLiteral)
            .Select(static field => (string)field.GetRawConstantValue()!);

        Assert.Empty(names.Except(Regex.Matches(page.Text, @"`(\w+)`").Select(static match => match.Groups[1].Value)));
    }
}
