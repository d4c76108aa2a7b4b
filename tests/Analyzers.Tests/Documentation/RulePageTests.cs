using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Corpus;

namespace SpacetimeSchema.Analyzers.Tests.Documentation;

/// <summary>Each rule has a page, which says what the rule is and shows what it finds.</summary>
public class RulePageTests
{
    /// <summary>All but the one by which the commands get the schema from the compiler, which is never shown.</summary>
    private static readonly Dictionary<string, DiagnosticDescriptor> s_rules = Instances<DiagnosticAnalyzer>("SpacetimeSchema.Analyzers")
        .SelectMany(static analyzer => analyzer.SupportedDiagnostics)
        .Distinct()
        .Where(static rule => rule.Id != SchemaExport.RuleId)
        .ToDictionary(static rule => rule.Id);

    /// <summary>Those that have a fix which edits the code or takes over what hurts nobody.</summary>
    private static readonly HashSet<string> s_fixable = Instances<CodeFixProvider>("SpacetimeSchema.Analyzers.CodeFixes")
        .Where(static fix => !fix.GetType().Name.StartsWith("Accept"))
        .SelectMany(static fix => fix.FixableDiagnosticIds)
        .ToHashSet();

    public static TheoryData<string> Rules => [.. s_rules.Keys.Order(StringComparer.Ordinal)];

    public static TheoryData<string> ClientRules => [.. s_rules.Keys.Where(IsAboutClients).Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_page_is_that_of_a_rule() => Assert.Equal(
        s_rules.Keys.Select(Name).Order(StringComparer.Ordinal),
        MarkdownFile.All.Select(static page => page.Name).Where(static name => name.StartsWith("docs/rules/STS")));

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_help_link_of_a_rule_leads_to_its_page(string id) => Assert.EndsWith($"/blob/main/{Name(id)}", s_rules[id].HelpLinkUri);

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_page_says_what_its_rule_says(string id)
    {
        var (page, rule) = (Page(id), s_rules[id]);
        Assert.Equal($"# {id}: {rule.Title}", page.Title);
        var rows = page.TableRows.Where(static row => row.Length == 2).ToDictionary(static row => row[0], static row => row[1]);
        Assert.Equal(rule.Category, rows["Category"]);
        Assert.Equal(rule.DefaultSeverity.ToString(), rows["Severity"]);
        Assert.NotEmpty(rows["Engine"]);
        Assert.Equal(s_fixable.Contains(id), rows["Fix"] != "by hand");
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_page_tells_what_why_what_to_do_and_when_not_to_mind(string id)
    {
        var headings = Page(id).Text.Split('\n').Where(static line => line.StartsWith("## ")).ToArray();
        string[] order = IsAboutClients(id) ? ["## Which side goes first"] : [];
        Assert.Equal(
            ["## What it finds", "## Why it hurts", "## Example", .. order, "## What to do", "## When to accept or suppress it"], headings);
    }

    /// <summary>With the order of a deployment in words that a reader can follow: which side, and the steps.</summary>
    [Theory]
    [MemberData(nameof(ClientRules))]
    public void A_page_about_clients_names_the_side_that_goes_first(string id)
    {
        var section = Page(id).Text.Split("## Which side goes first\n\n")[1].Split("\n## ")[0];
        Assert.Matches(@"^\*\*(The module|The clients|Both together)\.?\*\*", section);
        Assert.Matches(@"(?m)^1\. .+\n2\. ", section);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_page_shows_its_rule_at_work(string id) =>
        Assert.Contains(Page(id).Code.SelectMany(static block => block.Claims), claim => claim.StartsWith($"**{id}** "));

    /// <summary>
    /// The compiler's line ends in the project, in brackets; the matchers of code hosts look for the first ones after a space.
    /// </summary>
    [Theory]
    [MemberData(nameof(Rules))]
    public void A_message_has_nothing_that_looks_like_the_end_of_its_line(string id) =>
        Assert.DoesNotContain(" [", $"{s_rules[id].MessageFormat}");

    [Fact]
    public void The_index_has_every_rule() => Assert.Equal(
        s_rules.Values.OrderBy(static rule => rule.Id, StringComparer.Ordinal)
            .Select(static rule =>
                $"[{rule.Id}]({rule.Id}.md) | {rule.Title} | {rule.DefaultSeverity} | {Page(rule.Id).TableRows.Single(static row => row[0] == "Fix")[1]}"),
        MarkdownFile.Read("docs/rules/README.md").TableRows.Where(static row => row[0].StartsWith("[STS"))
            .Select(static row => string.Join(" | ", row)));

    [Fact]
    public void The_release_notes_have_every_rule_in_its_own_words() => Assert.Equal(
        s_rules.Values.Select(static rule => $"{rule.Id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title}")
            .Order(StringComparer.Ordinal),
        new[] { "Shipped", "Unshipped" }
            .SelectMany(static list =>
                File.ReadAllLines(Path.Combine(CorpusPair.RepositoryRoot, $"src/Analyzers/AnalyzerReleases.{list}.md")))
            .Where(static line => line.StartsWith("STS") && !line.StartsWith(SchemaExport.RuleId))
            .Order(StringComparer.Ordinal));

    private static bool IsAboutClients(string id) => id.StartsWith("STS20", StringComparison.Ordinal);

    private static string Name(string id) => $"docs/rules/{id}.md";

    private static MarkdownFile Page(string id) => MarkdownFile.Read(Name(id));

    private static IEnumerable<T> Instances<T>(string assembly) => System.Reflection.Assembly.Load(assembly).GetTypes()
        .Where(static type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract && type.GetConstructor(Type.EmptyTypes) is not null)
        .Select(static type => (T)Activator.CreateInstance(type)!);
}
