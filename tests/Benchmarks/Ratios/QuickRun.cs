using System.Globalization;

namespace SpacetimeSchema.Benchmarks.Ratios;

/// <summary>The ratios in minutes and in one process.</summary>
internal static class QuickRun
{
    private const int MostPlainFiles = 1000;
    private const int MigrationTables = 20;

    /// <summary>A run is short, and the difference that is looked for a few hundredths.</summary>
    private const int PlainTurns = 10;

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
        var migrations = new MigrationReducers(Math.Min(MigrationTables, bySize.Keys.Max()));
        var samples = new Samples();
        for (var i = 0; i < repeats; i++)
        {
            samples.Add("compiler", migrations.MeasureCompiler());
            samples.Add("migration", migrations.Measure());
        }
        output.WriteLine();
        output.WriteLine(
            $"A migration reducer: {RatioTable.Ratio(samples["migration"], samples["compiler"])} times the compilation of one table with its types and reducers.");
        var files = Math.Min(MostPlainFiles, bySize.Keys.Max());
        var plain = PlainProject.Measure(files, PlainTurns * repeats);
        output.WriteLine();
        output.WriteLine(
            $"A project without SpacetimeDB, {files} files: {RatioTable.Ratio(plain["ours"], plain["none"])} times the run without any analyzer, "
                + $"{RatioTable.Ratio(plain["ours"], plain["idle"])} times that with an analyzer that does nothing, which itself takes {RatioTable.Ratio(plain["idle"], plain["none"])} times.");
    }
}
