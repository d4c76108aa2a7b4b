using System.Reflection;

namespace SpacetimeDB.Tests;

/// <summary>Where the sources stand that the tests compile.</summary>
internal static class Folders
{
    public static string Corpus { get; } = Of("Corpus");

    public static string Sample { get; } = Of("Sample");

    public static IReadOnlyList<string> Pairs { get; } = Directory.GetDirectories(Path.Combine(Corpus, "pairs"));

    public static string ReadCorpus(params string[] path) => File.ReadAllText(Path.Combine([Corpus, .. path]));

    private static string Of(string name) => typeof(Folders).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == name).Value!;
}
