namespace SpacetimeSchema.Benchmarks.Suites;

/// <summary>How many tables the measured modules have: the largest takes gigabytes and hours.</summary>
internal static class Sizes
{
    /// <summary>Numbers separated by commas, for those who want others.</summary>
    private const string Variable = "SPACETIMESCHEMA_BENCHMARK_TABLES";

    public static IEnumerable<int> All { get; } =
        [.. (Environment.GetEnvironmentVariable(Variable) ?? "10,100,1000,5000").Split(',')
            .Select(static tables => int.Parse(tables, System.Globalization.CultureInfo.InvariantCulture))];
}
