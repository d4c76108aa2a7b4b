namespace SpacetimeSchema.Analyzers.Snapshot;

/// <summary>What the reader and the writer of our own format share.</summary>
internal static class OwnFormat
{
    /// <summary>The version of the format that this package writes, and the newest that it reads.</summary>
    public const int Version = 1;

    /// <summary>The name of the file beside the project file; more baselines have a word before the last part.</summary>
    public const string FileName = "spacetimedb.schema.json";

    /// <summary>The properties of a table or type that are its <see cref="StateLine"/>.</summary>
    public const string State = "state";

    public const string From = "from";

    /// <summary>
    /// The properties of a table, a type or the snapshot that are no part of its state: an <see cref="AcceptedChanges"/>.
    /// </summary>
    public const string Accepted = "accepted";

    public const string Was = "was";

    public const string SchemaUri =
        "https://raw.githubusercontent.com/SpacetimeSchema/SpacetimeSchema.Analyzers/main/docs/spacetimedb.schema.schema.json";

    /// <summary>Whether a file is a baseline: <c>spacetimedb.schema.json</c> or <c>spacetimedb.staging.schema.json</c>.</summary>
    public static bool IsSnapshotPath(string path)
    {
        var name = FileNameOf(path);
        return name.StartsWith("spacetimedb.", StringComparison.OrdinalIgnoreCase)
            && name.EndsWith(".schema.json", StringComparison.OrdinalIgnoreCase)
            && name.Length >= FileName.Length;
    }

    public static string FileNameOf(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
}
