using System.Globalization;

namespace SpacetimeSchema.Benchmarks.Ratios;

/// <summary>The table of docs/performance.md, in Markdown: ratios, which another machine repeats, and no times, which it does not.</summary>
internal static class RatioTable
{
    private static readonly (string Name, Func<int, Samples, string> Cell)[] s_rows =
    [
        ("Own time, times the visiting analyzer's: our snapshot, new text", (_, s) => Ratio(s["own cold time"], s["visiting time"])),
        ("… known text", (_, s) => Ratio(s["own warm time"], s["visiting time"])),
        ("… server's answer, new text", (_, s) => Ratio(s["server cold time"], s["visiting time"])),
        ("… server's answer, known text", (_, s) => Ratio(s["server warm time"], s["visiting time"])),
        ("Whole run, times the visiting analyzer's: our snapshot, new text", (_, s) => Ratio(s["own cold run"], s["visiting run"])),
        ("… known text", (_, s) => Ratio(s["own warm run"], s["visiting run"])),
        ("… server's answer, new text", (_, s) => Ratio(s["server cold run"], s["visiting run"])),
        ("Whole run, times that without any analyzer: ours, new text", (_, s) => Ratio(s["own cold run"], s["none"])),
        ("… the visiting analyzer", (_, s) => Ratio(s["visiting run"], s["none"])),
        ("Own time of the compilation's, new text", (_, s) => Share(s["own cold time"], s["compilation"])),
        ("… known text", (_, s) => Share(s["own warm time"], s["compilation"])),
        ("… the visiting analyzer", (_, s) => Share(s["visiting time"], s["compilation"])),
        ("Edit in a body, times the visiting analyzer's run of that file", (_, s) => Ratio(s["body ours run"], s["body visiting run"])),
        ("… own time", (_, s) => Ratio(s["body ours time"], s["body visiting time"])),
        ("Edit of a column, times the visiting analyzer's run of that file", (_, s) => Ratio(s["column ours run"], s["column visiting run"])),
        ("Parse of our snapshot, of the compilation's time", (_, s) => Share(s["parse own"], s["compilation"])),
        ("Parse of a server's answer", (_, s) => Share(s["parse server"], s["compilation"])),
        ("Comparison of the whole module", (_, s) => Share(s["comparison"], s["compilation"])),
        ("Allocated a table beyond the visiting analyzer, new text", (tables, s) => Kilobytes(s["own cold bytes"] - s["visiting bytes"], tables)),
        ("… known text", (tables, s) => Kilobytes(s["own warm bytes"] - s["visiting bytes"], tables)),
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
            yield return Row("Own time a table, times that of 100 tables, new text", bySize, (tables, s) => Ratio(s["own cold time"] / tables, hundred["own cold time"] / 100));
            yield return Row("… known text", bySize, (tables, s) => Ratio(s["own warm time"] / tables, hundred["own warm time"] / 100));
        }
    }

    public static string Ratio(double value, double of) => (value / of).ToString("0.00", CultureInfo.InvariantCulture);

    public static string Share(double value, double of) => (value / of).ToString("0.00 %", CultureInfo.InvariantCulture);

    private static string Kilobytes(double bytes, int tables) => $"{(bytes / tables / 1024).ToString("0.0", CultureInfo.InvariantCulture)} KiB";

    private static string Row(string name, IReadOnlyDictionary<int, Samples> bySize, Func<int, Samples, string> cell) =>
        $"| {name} | {string.Join(" | ", bySize.Select(pair => cell(pair.Key, pair.Value)))} |";
}
