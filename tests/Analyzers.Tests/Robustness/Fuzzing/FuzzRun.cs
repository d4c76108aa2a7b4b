namespace SpacetimeSchema.Analyzers.Tests.Robustness.Fuzzing;

/// <summary>
/// Random inputs, each of which its number and the seed give again. A test run takes a fixed few; with the environment variable
/// <c>SPACETIMESCHEMA_FUZZ_SECONDS</c> set it goes on until that time is over, and <c>SPACETIMESCHEMA_FUZZ_SEED</c> makes them others.
/// </summary>
internal sealed class FuzzRun(int seed, TimeSpan? time)
{
    public static FuzzRun FromEnvironment() => new(
        int.TryParse(Environment.GetEnvironmentVariable("SPACETIMESCHEMA_FUZZ_SEED"), out var seed) ? seed : 1,
        int.TryParse(Environment.GetEnvironmentVariable("SPACETIMESCHEMA_FUZZ_SECONDS"), out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null);

    /// <returns>What was tried, and what was wrong with it.</returns>
    public async Task<FuzzReport> RunAsync<T>(int inputs, Func<Random, T> next, Func<T, Task> examine)
    {
        var faults = new List<string>();
        var start = DateTime.UtcNow;
        var number = 0;
        for (; (time is { } limit ? DateTime.UtcNow - start < limit : number < inputs) && faults.Count < 10; number++)
        {
            var input = next(new Random(unchecked((seed * 1_000_003) + number)));
            try
            {
                await examine(input);
            }
            catch (Exception exception)
            {
                faults.Add($"Input {number} of seed {seed}: {exception}\n{input}");
            }
        }
        return new(seed, number, faults);
    }
}

internal sealed record FuzzReport(int Seed, int Inputs, IReadOnlyList<string> Faults)
{
    public override string ToString() => $"{Inputs} inputs of seed {Seed}, {Faults.Count} faults.";
}
