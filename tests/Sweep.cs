namespace SpacetimeSchema.Tests;

/// <summary>
/// How many of the cases a run takes that there are thousands of: a few, the same ones every time; with the environment variable
/// <c>SPACETIMESCHEMA_SWEEP=full</c> all of them.
/// </summary>
internal static class Sweep
{
    private static readonly bool s_isFull = Environment.GetEnvironmentVariable("SPACETIMESCHEMA_SWEEP") == "full";

    /// <param name="step">Of how many cases one is taken.</param>
    public static IEnumerable<T> Of<T>(IEnumerable<T> cases, int step) =>
        s_isFull ? cases : cases.Where((_, position) => position % step == 0);
}
