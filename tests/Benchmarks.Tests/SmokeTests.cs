using Microsoft.CodeAnalysis;
using SpacetimeSchema.Benchmarks.Modules;
using SpacetimeSchema.Benchmarks.Runs;

namespace SpacetimeSchema.Benchmarks.Tests;

public class SmokeTests
{
    [Fact]
    public void A_generated_module_compiles()
    {
        Assert.DoesNotContain(new GeneratedModule(3).Compilation().GetDiagnostics(), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.DoesNotContain(GeneratedModule.WithoutSpacetimeDB(2).GetDiagnostics(), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void An_unchanged_module_has_no_findings_against_either_form_of_snapshot()
    {
        var module = new GeneratedModule(3);
        Assert.Empty(AnalyzerRun.OverAll(module.Compilation(), AnalyzerSets.Ours, GeneratedModule.Options(module.OwnText)).Findings);
        Assert.Empty(AnalyzerRun.OverAll(module.Compilation(), AnalyzerSets.Ours, GeneratedModule.Options(module.ServerText)).Findings);
    }
}
