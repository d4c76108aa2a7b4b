using System.Globalization;

namespace SpacetimeSchema.Benchmarks.Ratios;

/// <summary>
/// The table of docs/performance.md, in Markdown: ratios, which another machine repeats, and no times, which it does not.
/// </summary>
internal static class RatioTable
{
    private static readonly (string Name, Func<int, Samples, string> Cell)[] s_rows =
    [
        ("Own time, times the visiting analyzer's: our snapshot, known text", (_, s) => Ratio(s["own known time"], s["visiting time"])),
        ("… the same text read again", (_, s) => Ratio(s["own again time"], s["visiting time"])),
        ("… new text", (_, s) => Ratio(s["own new time"], s["visiting time"])),
        ("… server's answer, known text", (_, s) => Ratio(s["server known time"], s["visiting time"])),
        ("… server's answer, new text", (_, s) => Ratio(s["server new time"], s["visiting time"])),
        ("… an analyzer that only reads each table's fields at the table", (_, s) => Ratio(s["reading time"], s["visiting time"])),
        ("Own time, times that of the analyzer that only reads each table's fields at the table: known text", (
            _, s) => Ratio(s["own known time"], s["reading time"])),
        ("Whole run, times the visiting analyzer's: our snapshot, known text", (_, s) => Ratio(s["own known run"], s["visiting run"])),
        ("… the same text read again", (_, s) => Ratio(s["own again run"], s["visiting run"])),
        ("… new text", (_, s) => Ratio(s["own new run"], s["visiting run"])),
        ("… server's answer, new text", (_, s) => Ratio(s["server new run"], s["visiting run"])),
        ("Whole run, times that without any analyzer: ours, same text read again", (_, s) => Ratio(s["own again run"], s["none"])),
        ("… the visiting analyzer", (_, s) => Ratio(s["visiting run"], s["none"])),
        ("Own time of the compilation's, known text", (_, s) => Share(s["own known time"], s["compilation"])),
        ("… the same text read again", (_, s) => Share(s["own again time"], s["compilation"])),
        ("… new text", (_, s) => Share(s["own new time"], s["compilation"])),
        ("… the visiting analyzer", (_, s) => Share(s["visiting time"], s["compilation"])),
        ("Edit in a body, times the visiting analyzer's run of that file", (_, s) => Ratio(s["body ours run"], s["body visiting run"])),
        ("… own time", (_, s) => Ratio(s["body ours time"], s["body visiting time"])),
        ("Edit of a column, times the visiting analyzer's run of that file", (
            _, s) => Ratio(s["column ours run"], s["column visiting run"])),
        ("Edit of a type that columns hold, times the visiting analyzer's run of that file", (
            _, s) => Ratio(s["type ours run"], s["type visiting run"])),
        ("Parse of our snapshot, of the compilation's time", (_, s) => Share(s["parse own"], s["compilation"])),
        ("Parse of a server's answer", (_, s) => Share(s["parse server"], s["compilation"])),
        ("Comparison of the whole module", (_, s) => Share(s["comparison"], s["compilation"])),
        ("Allocated a table beyond the visiting analyzer, known text", (
            tables, s) => Kilobytes(s["own known bytes"] - s["visiting bytes"], tables)),
        ("… new text", (tables, s) => Kilobytes(s["own new bytes"] - s["visiting bytes"], tables)),
    ];

    public static IEnumerable<string> Of(IReadOnlyDictionary<int, Samples> bySize)
    {
        yield return $"| | {string.Join(" | ", bySize.Keys.Select(static tables => $"{tables.ToString("N0", CultureInfo.InvariantCulture)} tables"))} |";
        yield return $"|---|{string.Concat(Enumerable.Repeat("---:|", bySize.Count))}";
        foreach (var (name, cell) in s_rows)
        {
            yield return Row(name, bySize, cell);
        }
        if (bySize.TryGetValue(100, out var hundred))
        {
            yield return Row(
                "Own time a table, times that of 100 tables, known text",
                bySize,
                (tables, s) => Ratio(s["own known time"] / tables, hundred["own known time"] / 100));
            yield return Row("… new text", bySize, (tables, s) => Ratio(s["own new time"] / tables, hundred["own new time"] / 100));
        }
    }

    public static string Ratio(double value, double of) => (value / of).ToString("0.00", CultureInfo.InvariantCulture);

    public static string Share(double value, double of) => (value / of).ToString("0.00 %", CultureInfo.InvariantCulture);

    private static string Kilobytes(double bytes, int tables) =>
        $"{(bytes / tables / 1024).ToString("0.0", CultureInfo.InvariantCulture)} KiB";

    private static string Row(string name, IReadOnlyDictionary<int, Samples> bySize, Func<int, Samples, string> cell) =>
        $"| {name} | {string.Join(" | ", bySize.Select(pair => cell(pair.Key, pair.Value)))} |";
}
