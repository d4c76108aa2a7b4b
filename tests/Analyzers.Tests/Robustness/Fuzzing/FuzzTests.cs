using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeSchema.Analyzers.Tests.Fixes;
using SpacetimeSchema.Analyzers.Tests.Symbols;
using Xunit.Abstractions;

namespace SpacetimeSchema.Analyzers.Tests.Robustness.Fuzzing;

/// <summary>
/// Nobody thought of these inputs. How long it goes on, and from which seed, <see cref="FuzzRun"/> takes from the environment.
/// </summary>
public class FuzzTests(ITestOutputHelper output)
{
    [Fact]
    public Task A_snapshot_after_several_accidents_is_read_or_refused() => RunAsync(2000, SnapshotFuzzer.Next, static text =>
    {
        Snapshots.AssertReadOrRefused(text);
        return Task.CompletedTask;
    });

    [Fact]
    public Task No_analyzer_throws_at_a_module_in_the_middle_of_a_rewrite() => RunAsync(300, CodeFuzzer.Next, static module =>
        FindingsAsync(ModuleCompilation.Compile(module.Source), new([new SnapshotFile(module.Snapshot)])));

    [Fact]
    public Task No_fix_throws_at_a_module_in_the_middle_of_a_rewrite() => RunAsync(40, CodeFuzzer.Next, static async module =>
    {
        var project = ModuleWorkspace.Create(module.Source, module.Snapshot);
        foreach (var finding in (await FindingsAsync(
            (await project.GetCompilationAsync())!, new(project.AnalyzerOptions.AdditionalFiles))).Take(12))
        {
            foreach (var action in await ModuleWorkspace.FixesAsync(project, finding))
            {
                Assert.NotEmpty(await action.GetOperationsAsync(CancellationToken.None));
            }
        }
    });

    private async Task RunAsync<T>(int inputs, Func<Random, T> next, Func<T, Task> examine)
    {
        var report = await FuzzRun.FromEnvironment().RunAsync(inputs, next, examine);
        output.WriteLine(report.ToString());
        Assert.True(report.Faults.Count == 0, $"{report}\n{string.Join("\n\n", report.Faults)}");
    }

    /// <summary>What all analyzers say, with everything that is off by default.</summary>
    private static async Task<IReadOnlyList<Diagnostic>> FindingsAsync(Compilation compilation, AnalyzerOptions options)
    {
        compilation = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(
            PackageParts.Analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics).Select(static rule => rule.Id).Distinct()
                .Select(static id => KeyValuePair.Create(id, ReportDiagnostic.Warn))));
        var findings = await compilation
            .WithAnalyzers(PackageParts.Analyzers, options)
            .GetAnalyzerDiagnosticsAsync();
        Assert.DoesNotContain(findings, static finding => finding.Id == "AD0001");
        return findings;
    }
}
