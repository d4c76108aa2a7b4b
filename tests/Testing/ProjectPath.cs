namespace Microsoft.CodeAnalysis.Testing;

/// <summary>How a file's path becomes the name and the folders of a document.</summary>
internal static class ProjectPath
{
    /// <param name="prefix">The prefix of unnamed files, such as "/0/Test": its folder is the project's.</param>
    public static (string Name, IReadOnlyList<string> Folders) Split(string prefix, string path)
    {
        var root = prefix[..(prefix.LastIndexOf('/') + 1)];
        var inProject = path.Replace('\\', '/');
        if (!inProject.StartsWith(root, StringComparison.Ordinal))
            return (Path.IsPathRooted(path) ? path : Path.GetFileName(path), []);

        var parts = inProject[root.Length..].Split('/');
        return (parts[^1], parts[..^1]);
    }
}
