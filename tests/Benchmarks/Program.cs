using System.Globalization;
using BenchmarkDotNet.Running;
using SpacetimeSchema.Benchmarks.Ratios;
using SpacetimeSchema.Benchmarks.Suites;

if (args is ["--quick", .. var rest])
{
    QuickRun.Run(
        rest.ElementAtOrDefault(0) ?? "10,100,1000,5000",
        int.Parse(rest.ElementAtOrDefault(1) ?? "9", CultureInfo.InvariantCulture),
        Console.Out);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(FullAnalysis).Assembly).Run(args, InProcess.Config);
}
