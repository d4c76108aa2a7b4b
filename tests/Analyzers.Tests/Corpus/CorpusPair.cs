using System.Reflection;

namespace SpacetimeSchema.Analyzers.Tests.Corpus;

/// <summary>A module before and after an edit, with the verdict of the real planner of SpacetimeDB 2.8.3.</summary>
public sealed record CorpusPair(string Name, string Folder)
{
    public static string RepositoryRoot { get; } = typeof(CorpusPair).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(static attribute => attribute.Key == "RepositoryRoot").Value!;

    public static IReadOnlyList<CorpusPair> All { get; } = Directory
        .GetDirectories(Path.Combine(RepositoryRoot, "tests", "corpus", "pairs"))
        .Order(StringComparer.Ordinal)
        .Select(static folder => new CorpusPair(Path.GetFileName(folder), folder))
        .ToArray();

    public string OldSource => Read("old.cs");

    public string NewSource => Read("new.cs");

    public string OldV10 => Read("old.schema.json");

    public string? OldV9 => File.Exists(Path.Combine(Folder, "old.v9.schema.json")) ? Read("old.v9.schema.json") : null;

    public CorpusVerdict Verdict => CorpusVerdict.Parse(Read("verdict.json"));

    public override string ToString() => Name;

    private string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));
}
