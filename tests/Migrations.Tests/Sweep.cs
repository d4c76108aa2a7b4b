namespace SpacetimeSchema.Migrations.Tests;

/// <summary>
/// How many of the cases a run takes that there are thousands of: every third, the same ones every time; with the environment variable
/// <c>SPACETIMESCHEMA_SWEEP=full</c> all of them.
/// </summary>
internal static class Sweep
{
    private static readonly int s_step = Environment.GetEnvironmentVariable("SPACETIMESCHEMA_SWEEP") == "full" ? 1 : 3;

    public static IEnumerable<T> Of<T>(IEnumerable<T> cases) => cases.Where((_, position) => position % s_step == 0);
}
