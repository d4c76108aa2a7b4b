namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>
/// Whether a path looks like those that Roslyn gives to what source generators emit: the assembly of the generator, its type with the
/// namespace, a file; under the folder of intermediate output, or under none. The two names begin alike, as do
/// <c>SpacetimeDB.BSATN.Codegen</c> and <c>SpacetimeDB.Codegen.Type</c>. Source: <c>GeneratorDriver</c>,
/// <c>GetFilePathPrefixForGenerator</c>.
/// </summary>
internal static class EmittedPath
{
    private static readonly char[] s_separators = ['/', '\\'];

    public static bool Matches(string path)
    {
        var type = Folder(path, path.Length);
        var assembly = Folder(path, type.Start);
        var dot = path.IndexOf('.', type.Start, type.Length);
        var root = dot - type.Start;
        return root > 0 && assembly.Length >= root
            && string.CompareOrdinal(path, type.Start, path, assembly.Start, root) == 0
            && (assembly.Length == root || path[assembly.Start + root] == '.')
            && (assembly.Start == 0 || Has(path, "/obj/", assembly.Start) || Has(path, "\\obj\\", assembly.Start));
    }

    /// <summary>The one before the last separator up to an end; empty where there is none.</summary>
    private static (int Start, int Length) Folder(string path, int end)
    {
        var last = end > 0 ? path.LastIndexOfAny(s_separators, end - 1) : -1;
        var start = last > 0 ? path.LastIndexOfAny(s_separators, last - 1) + 1 : 0;
        return (start, Math.Max(0, last - start));
    }

    private static bool Has(string path, string folder, int end) => path.IndexOf(folder, 0, end, StringComparison.OrdinalIgnoreCase) >= 0;
}
