using SpacetimeSchema.Analyzers.Json;
using SpacetimeSchema.Analyzers.Sql;

namespace SpacetimeSchema.Build.Plan;

/// <summary>What publish would do with one change, in the words of its rule.</summary>
/// <param name="finding">As the analyzers exported it.</param>
/// <param name="folder">The folder of the snapshot, from which paths are told.</param>
internal sealed class PlannedChange(JsonValue finding, string folder)
{
    public string Rule { get; } = finding["rule"]!.Text;

    public string Message { get; } = finding["message"]!.Text;

    /// <summary>The planner's name of its error or step, else a name of ours.</summary>
    public string Change { get; } = finding["change"]!.Text;

    public PlanVerdict Verdict { get; } = finding["publish"]!.Text switch
    {
        "rejected" => PlanVerdict.Rejected,
        "data-dependent" => PlanVerdict.DataDependent,
        _ => Disconnecting(finding) ? PlanVerdict.Disconnects : PlanVerdict.Allowed,
    };

    /// <summary>Also of what depends on the data, where that lets it go through.</summary>
    public bool Disconnects { get; } = Disconnecting(finding);

    public PlanGroup Group => PlanGroups.Of(this);

    /// <summary>Whether it is about publishing the deployed module again.</summary>
    public bool IsAboutWayBack { get; } = finding["wayBack"] is not null;

    /// <summary><c>plan</c> or <c>execution</c>.</summary>
    public string Stage { get; } = finding["stage"]!.Text;

    /// <summary>Canonical names; of a visibility filter its SQL, which may hold any character.</summary>
    public IReadOnlyList<string> Affects { get; } = IsFilter(finding)
        ? [SqlText.OnOneLine(finding["owner"]!.Text)]
        : finding["affects"]!.Text.Split([';'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The file in which it was made, and its line from 1.</summary>
    public string Path { get; } = Relative(finding["path"]?.Text ?? "", folder);

    public int Line { get; } = finding["line"]!.AsIndex() ?? 0;

    /// <summary>The table that it is about, or the type or function where it is about none.</summary>
    public string Subject => Affects.Count == 0 ? finding["owner"]!.Text : IsFilter(finding) ? Affects[0] : Affects[0].Split('.')[0];

    /// <summary>A renamed table is touched under both names, and a type in each table that holds it.</summary>
    public bool Touches(string table) =>
        Affects.Any(name => name == table || name.StartsWith(table + ".", StringComparison.Ordinal));

    private static bool Disconnecting(JsonValue finding) => finding["disconnects"]!.Text == "true";

    private static bool IsFilter(JsonValue finding) =>
        finding["kind"]?.Text.StartsWith("VisibilityFilter", StringComparison.Ordinal) == true;

    private static string Relative(string path, string folder)
    {
        var root = folder.TrimEnd('/', '\\').Length;
        return (path.Length > root && path[root] is '/' or '\\' && path.StartsWith(folder.Substring(0, root), StringComparison.Ordinal)
            ? path.Substring(root + 1)
            : path).Replace('\\', '/');
    }
}

/// <summary>In the order of severity.</summary>
internal enum PlanVerdict
{
    Allowed,
    Disconnects,
    DataDependent,
    Rejected,
}
