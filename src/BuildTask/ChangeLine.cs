using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Sql;

namespace SpacetimeSchema.Build;

/// <summary>A change in one line of a console, by the planner's name.</summary>
internal static class ChangeLine
{
    public static string Of(SchemaChange change) =>
        $"{Of(new AcceptedChange(change, null))}{(change.Disconnects ? ", disconnects every client" : "")}{(change is { Publish: PublishVerdict.DataDependent, IsOfEventTable: false } ? ", fails or not by the rows that are there" : "")}";

    public static string Of(AcceptedChange change) =>
        $"{change.Change} {SqlText.OnOneLine(string.Join(", ", change.Affects))}{Values(change)}{(change.Reason is { } reason ? $": {reason}" : "")}";

    private static string Values(AcceptedChange change) => (change.Old, change.New) switch
    {
        ("", "") => "",
        ("", var added) => $" ({added})",
        (var removed, "") => $" ({removed})",
        var (old, @new) => $" ({old} -> {@new})",
    };
}
