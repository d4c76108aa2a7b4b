using SpacetimeSchema.Benchmarks.Modules;
using SpacetimeSchema.Benchmarks.Runs;

namespace SpacetimeSchema.Benchmarks.Ratios;

/// <summary>What a project pays that does not know SpacetimeDB.</summary>
internal static class PlainProject
{
    public static Samples Measure(int files, int repeats)
    {
        var samples = new Samples();
        var compilation = GeneratedModule.WithoutSpacetimeDB(files);
        var options = GeneratedModule.Options("");
        for (var i = 0; i < repeats; i++)
        {
            samples.Add("none", AnalyzerRun.WithCompiler(compilation.Clone(), AnalyzerSets.None, options).Elapsed);
            samples.Add("idle", AnalyzerRun.WithCompiler(compilation.Clone(), AnalyzerSets.Idle, options).Elapsed);
            samples.Add("ours", AnalyzerRun.WithCompiler(compilation.Clone(), AnalyzerSets.Ours, options).Elapsed);
        }
        return samples;
    }
}
