using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace SpacetimeSchema.Benchmarks.Suites;

/// <summary>In one process, for a ratio is taken of what was measured under one roof.</summary>
internal static class InProcess
{
    public static IConfig Config { get; } = DefaultConfig.Instance.AddJob(
        Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithIterationCount(9).WithWarmupCount(3));
}
