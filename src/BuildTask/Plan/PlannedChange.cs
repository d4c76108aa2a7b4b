using SpacetimeSchema.Analyzers.Json;

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
        _ => finding["disconnects"]!.Text == "true" ? PlanVerdict.Disconnects : PlanVerdict.Allowed,
    };

    public PlanGroup Group => PlanGroups.Of(this);

    /// <summary>Whether it is about publishing the deployed module again.</summary>
    public bool IsAboutWayBack { get; } = finding["wayBack"] is not null;

    /// <summary><c>plan</c> or <c>execution</c>.</summary>
    public string Stage { get; } = finding["stage"]!.Text;

    /// <summary>Canonical names.</summary>
    public IReadOnlyList<string> Affects { get; } = finding["affects"]!.Text.Split([';'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The file in which it was made, and its line from 1.</summary>
    public string Path { get; } = Relative(finding["path"]?.Text ?? "", folder);

    public int Line { get; } = finding["line"]!.AsIndex() ?? 0;

    /// <summary>The table that it is about, or the type or function where it is about none.</summary>
    public string Subject => Affects.Count == 0 ? finding["owner"]!.Text : Affects[0].Split('.')[0];

    private static string Relative(string path, string folder) =>
        (path.StartsWith(folder, StringComparison.Ordinal) ? path.Substring(folder.Length + 1) : path).Replace('\\', '/');
}

/// <summary>In the order of severity.</summary>
internal enum PlanVerdict
{
    Allowed,
    Disconnects,
    DataDependent,
    Rejected,
}
