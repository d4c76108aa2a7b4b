using Microsoft.CodeAnalysis;
using SpacetimeSchema.Benchmarks.Modules;
using SpacetimeSchema.Benchmarks.Ratios;
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

    [Fact]
    public void The_edit_of_a_body_changes_nothing_and_that_of_a_column_is_found()
    {
        var module = new GeneratedModule(3);
        var options = GeneratedModule.Options(module.OwnText);
        var (body, file) = module.EditBody();
        Assert.Empty(AnalyzerRun.OverFile(body, file, AnalyzerSets.Ours, options).Findings);
        (var column, file) = module.EditColumn();
        Assert.Contains("STS1002", AnalyzerRun.OverFile(column, file, AnalyzerSets.Ours, options).Findings.Select(static finding => finding.Id));
    }

    [Fact]
    public void The_ratios_of_small_modules_come_as_a_table()
    {
        using var output = new StringWriter();
        QuickRun.Run("2,3", repeats: 1, output);
        var lines = output.ToString().Split('\n');
        Assert.StartsWith("| | 2 tables | 3 tables |", lines[0]);
        Assert.All(lines.Where(static line => line.StartsWith('|')), static line => Assert.Equal(4, line.Count(static c => c == '|')));
        Assert.DoesNotContain("NaN", output.ToString(), StringComparison.Ordinal);
    }
}
