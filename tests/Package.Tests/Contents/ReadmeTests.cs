using System.Text.RegularExpressions;
using SpacetimeSchema.Package.Tests.Projects;

namespace SpacetimeSchema.Package.Tests.Contents;

/// <summary>The page that a package registry shows, where no file of the repository lies beside it.</summary>
public partial class ReadmeTests
{
    private const string Repository = "https://github.com/SpacetimeSchema/SpacetimeSchema.Analyzers/blob/main/";

    private static readonly string s_text = ReadText();

    [Fact]
    public void Every_link_is_absolute() =>
        Assert.All(Links(), static link => Assert.StartsWith("https://", link, StringComparison.Ordinal));

    [Fact]
    public void A_link_into_the_repository_leads_to_a_file_of_it()
    {
        var files = Links().Where(static link => link.StartsWith(Repository, StringComparison.Ordinal))
            .Select(static link => link[Repository.Length..]).ToArray();
        Assert.NotEmpty(files);
        Assert.All(files, static file => Assert.True(File.Exists(Path.Combine(PackedPackage.RepositoryRoot, file)), file));
    }

    [Fact]
    public void What_a_build_prints_is_what_the_page_of_the_repository_shows() =>
        Assert.Contains(Printed().Match(s_text).Groups[1].Value, File.ReadAllText(Path.Combine(PackedPackage.RepositoryRoot, "README.md")));

    private static IEnumerable<string> Links() => Link().Matches(s_text).Select(static match => match.Groups[1].Value);

    private static string ReadText()
    {
        using var package = PackedPackage.Instance.Open();
        using var reader = new StreamReader(package.GetEntry("README.md")!.Open());
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\]\(([^)]*)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"```text\n(.+?)\n```")]
    private static partial Regex Printed();
}
