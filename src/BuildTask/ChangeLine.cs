using SpacetimeSchema.Analyzers.Comparison;

namespace SpacetimeSchema.Build;

/// <summary>A change in one line of a console, by the planner's name.</summary>
internal static class ChangeLine
{
    public static string Of(SchemaChange change) =>
        $"{change.Planner} {string.Join(", ", change.Affects)}{Values(change)}{(change.Disconnects ? ", disconnects every client" : "")}";

    private static string Values(SchemaChange change) => (change.Old, change.New) switch
    {
        ("", "") => "",
        ("", var added) => $" ({added})",
        (var removed, "") => $" ({removed})",
        var (old, @new) => $" ({old} -> {@new})",
    };
}
