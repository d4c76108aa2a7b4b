using System.Globalization;

namespace SpacetimeSchema.Benchmarks.Ratios;

/// <summary>The ratios in minutes and in one process.</summary>
internal static class QuickRun
{
    private const int PlainFiles = 1000;

    /// <param name="sizes">Numbers of tables, separated by commas.</param>
    /// <param name="repeats">How often each thing is measured.</param>
    public static void Run(string sizes, int repeats, TextWriter output)
    {
        // What is measured first would pay for the compilation of the analyzers and of Roslyn themselves.
        SizeMeasurement.Of(10, 2 * repeats);
        var bySize = new SortedDictionary<int, Samples>();
        foreach (var size in sizes.Split(','))
        {
            var tables = int.Parse(size, CultureInfo.InvariantCulture);
            bySize.Add(tables, SizeMeasurement.Of(tables, repeats).Samples);
        }
        foreach (var line in RatioTable.Of(bySize))
        {
            output.WriteLine(line);
        }
        var plain = PlainProject.Measure(PlainFiles, repeats);
        output.WriteLine();
        output.WriteLine($"A project without SpacetimeDB, {PlainFiles} files: {RatioTable.Ratio(plain["ours"], plain["none"])} times the run without any analyzer, "
            + $"{RatioTable.Ratio(plain["ours"], plain["idle"])} times that with an analyzer that does nothing.");
    }
}
