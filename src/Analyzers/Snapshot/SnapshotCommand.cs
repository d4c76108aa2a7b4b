namespace SpacetimeSchema.Analyzers.Snapshot;

/// <summary>The options of a command that is to work on one of several snapshots.</summary>
internal static class SnapshotCommand
{
    private const string Update = "-t:UpdateSchema";

    /// <summary>Empty for the file that the commands take by themselves.</summary>
    public static string Option(string fileName) => fileName == OwnFormat.FileName ? "" : $" -p:SpacetimeSchemaSnapshot={fileName}";

    /// <summary>A text that names commands, for that file.</summary>
    public static string For(string text, string fileName) => text.Replace(Update, Update + Option(fileName));
}
