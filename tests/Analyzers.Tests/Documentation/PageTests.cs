using SpacetimeSchema.Analyzers.Tests.Corpus;
using SpacetimeSchema.Analyzers.Tests.Rules;

namespace SpacetimeSchema.Analyzers.Tests.Documentation;

/// <summary>What is true of every page.</summary>
public class PageTests
{
    public static TheoryData<MarkdownFile> Pages => [.. MarkdownFile.All];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_block_of_CSharp_compiles(MarkdownFile page) =>
        Assert.All(page.Code.Where(static block => block.Language == "csharp"), static block => DeployedModule.Compile(block.Code));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_module_gives_what_the_page_claims_and_nothing_else(MarkdownFile page) =>
        Assert.All(
            Example.AllOf(page).Where(static example => example.Module.Role is "edited" or "module"),
            static example => Assert.Equal(example.Module.Claims, example.Findings()));

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_fixed_module_is_neither_rejected_nor_does_harm_when_it_runs_twice(MarkdownFile page) =>
        Assert.All(
            Example.AllOf(page).Where(static example => example.Module.Role == "fixed"),
            static example => Assert.DoesNotContain(
                example.Findings(), static finding => finding.StartsWith("**STS1") || finding.StartsWith("**STS3")));

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_fixed_module_no_longer_has_what_its_page_is_about(MarkdownFile page) =>
        Assert.All(
            Example.AllOf(page).Where(static example => example.Module.Role == "fixed"),
            example => Assert.DoesNotContain(example.Diagnostics(), finding => page.Name.EndsWith($"/{finding.Id}.md")));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_leads_somewhere(MarkdownFile page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(CorpusPair.RepositoryRoot, page.Name))!;
        Assert.All(page.Links, link => Assert.True(Path.Exists(Path.Combine(folder, link)), $"{link} is not there."));
    }
}
