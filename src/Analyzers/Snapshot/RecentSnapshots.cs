namespace SpacetimeSchema.Analyzers.Snapshot;

/// <summary>
/// The few texts of snapshots that were read last. A compiler server gets the file as another text at every build, with the same
/// characters; to compare these takes a hundredth of the time in which they are read.
/// </summary>
internal sealed class RecentSnapshots
{
    /// <summary>Those of a solution that is built again and again, and no more: a server lives long.</summary>
    public const int Most = 4;

    /// <summary>The last one first. Replaced as a whole, so that nobody has to wait.</summary>
    private (string Text, SnapshotDocument Document)[] _recent = [];

    public static RecentSnapshots OfProcess { get; } = new();

    public SnapshotDocument Read(string text)
    {
        var recent = Volatile.Read(ref _recent);
        foreach (var known in recent)
        {
            if (string.Equals(known.Text, text, StringComparison.Ordinal))
            {
                return known.Document;
            }
        }
        var document = SnapshotReader.Read(text);
        Volatile.Write(ref _recent, [(text, document), .. recent.Take(Most - 1)]);
        return document;
    }
}
