using System.Text.RegularExpressions;
using SpacetimeSchema.Analyzers.Tests.Corpus;

namespace SpacetimeSchema.Analyzers.Tests.Documentation;

/// <summary>A page of the documentation.</summary>
public sealed partial record MarkdownFile(string Name, string Text)
{
    public static IReadOnlyList<MarkdownFile> All { get; } = Directory
        .EnumerateFiles(Path.Combine(CorpusPair.RepositoryRoot, "docs"), "*.md", SearchOption.AllDirectories)
        .Append(Path.Combine(CorpusPair.RepositoryRoot, "README.md"))
        .Where(File.Exists)
        .Order(StringComparer.Ordinal)
        .Select(static path =>
            new MarkdownFile(Path.GetRelativePath(CorpusPair.RepositoryRoot, path).Replace('\\', '/'), File.ReadAllText(path)))
        .ToArray();

    public string Title => Text.Split('\n')[0];

    /// <summary>Its blocks of code, in order.</summary>
    public IReadOnlyList<CodeBlock> Code { get; } = FencedBlock().Matches(Text)
        .Select(static match =>
            new CodeBlock(
                match.Groups["language"].Value,
                match.Groups["role"].Value,
                match.Groups["code"].Value,
                Claims(match.Groups["claims"].Value)))
        .ToArray();

    /// <summary>The targets of links to other files of the repository, from this page's folder.</summary>
    public IEnumerable<string> Links => Link().Matches(Text).Select(static match => match.Groups["target"].Value);

    public static MarkdownFile Read(string name) => All.Single(page => page.Name == name);

    /// <summary>The cells of the rows of its tables.</summary>
    public IEnumerable<string[]> TableRows => Text.Split('\n')
        .Where(static line => line.StartsWith('|') && !line.StartsWith("|-") && !line.StartsWith("| -"))
        .Select(static line => line.Trim('|').Split(" | ").Select(static cell => cell.Trim()).ToArray());

    public override string ToString() => Name;

    private static string[] Claims(string quote) =>
        quote.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line[2..]).ToArray();

    /// <summary>A fence, what it is for, the code, and the quoted lines that follow it at once.</summary>
    [GeneratedRegex(
        @"^```(?<language>\w+)(?: (?<role>\w+))?\n(?<code>.*?)\n```\n(?:\n(?<claims>(?:> [^\n]*\n)+))?",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FencedBlock();

    [GeneratedRegex(@"\]\((?<target>[^)#:]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}

/// <param name="Role">What the block is: see <see cref="Example.AllOf"/>; empty where it is no example.</param>
/// <param name="Claims">What the page says that is found in it.</param>
public sealed record CodeBlock(string Language, string Role, string Code, IReadOnlyList<string> Claims);
