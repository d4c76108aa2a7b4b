using SpacetimeSchema.Analyzers.Migrations.Execution;

namespace SpacetimeSchema.Analyzers.Migrations;

/// <summary>Values that show what a second run does: <c>Score 100 becomes 110, then 120</c>.</summary>
internal static class Witness
{
    private const int LongestText = 40;

    public static string Of(string column, object? before, object? first, object? second, bool existed) =>
        existed
            ? $"{column} {TextOf(before)} becomes {TextOf(first)}, then {TextOf(second)}"
            : $"{column} becomes {TextOf(first)}, then {TextOf(second)}";

    public static string TextOf(object? value) => value switch
    {
        null => "null",
        string text => $"\"{(text.Length > LongestText ? text.Substring(0, LongestText) + "…" : text)}\"",
        bool truth => truth ? "true" : "false",
        Special { Kind: "Timestamp", Number: var microseconds } =>
            new DateTime(1970, 1, 1).AddTicks(microseconds * 10)
                .ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture),
        Special special => special.ToString(),
        Instance instance => instance.Type.Symbol.Name,
        System.Collections.IList list => $"[{list.Count}]",
        IFormattable => Host.Format(value),
        _ => "another value",
    };
}
