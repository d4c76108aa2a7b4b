using SpacetimeSchema.Analyzers.Json;
using SpacetimeSchema.Analyzers.Snapshot;

namespace SpacetimeSchema.Build.Plan;

/// <summary>
/// What was accepted and is not deployed yet: no difference to the snapshot, and all the same what the next publish stumbles on.
/// </summary>
internal static class AcceptedSection
{
    private const string Heading = "Accepted, and not deployed yet. Publish rejects this unless it deletes the data:";

    public static string Text(IReadOnlyList<AcceptedChange> accepted) =>
        accepted.Count == 0 ? "" : $"\n{Heading}\n{string.Concat(accepted.Select(static change => $"  {ChangeLine.Of(change)}\n"))}";

    public static string Markdown(IReadOnlyList<AcceptedChange> accepted) => accepted.Count == 0
        ? ""
        : $"\n{Heading}\n\n| Change | From | To | Reason |\n|---|---|---|---|\n{string.Concat(accepted.Select(Row))}";

    public static string Json(IReadOnlyList<AcceptedChange> accepted) =>
        accepted.Count == 0 ? "[]" : $"[\n{string.Join(",\n", accepted.Select(static change => $"    {Json(change)}"))}\n  ]";

    private static string Json(AcceptedChange change)
    {
        var affects = string.Join(", ", change.Affects.Select(JsonWriter.Quote));
        var reason = change.Reason is null ? "null" : JsonWriter.Quote(change.Reason);
        return $$"""
            { "change": {{JsonWriter.Quote(change.Change)}}, "affects": [{{affects}}], "old": {{JsonWriter.Quote(change.Old)}}, "new": {{JsonWriter.Quote(change.New)}}, "reason": {{reason}} }
            """;
    }

    private static string Row(AcceptedChange change) =>
        $"| `{change.Change}` `{string.Join(", ", change.Affects)}` | {MarkdownCell.Of(change.Old)} | {MarkdownCell.Of(change.New)} | {MarkdownCell.Of(change.Reason ?? "")} |\n";
}
