using Microsoft.CodeAnalysis;
using SpacetimeSchema.Benchmarks.Modules;
using SpacetimeSchema.Benchmarks.Runs;

namespace SpacetimeSchema.Benchmarks.Tests;

public class SmokeTests
{
    [Fact]
    public void A_generated_module_compiles()
    {
        Assert.DoesNotContain(
            new GeneratedModule(3).Compilation().GetDiagnostics(), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.DoesNotContain(
            GeneratedModule.WithoutSpacetimeDB(2).GetDiagnostics(), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void An_unchanged_module_has_no_findings_against_either_form_of_snapshot()
    {
        var module = new GeneratedModule(3);
        Assert.Empty(AnalyzerRun.OverAll(module.Compilation(), AnalyzerSets.Ours, GeneratedModule.Options(module.OwnText)).Findings);
        Assert.Empty(AnalyzerRun.OverAll(module.Compilation(), AnalyzerSets.Ours, GeneratedModule.Options(module.ServerText)).Findings);
    }

    [Fact]
    public void An_edit_in_a_body_has_no_findings_and_that_of_a_column_or_a_type_has()
    {
        var module = new GeneratedModule(3);
        var options = GeneratedModule.Options(module.OwnText);
        for (var i = 0; i < 3; i++)
        {
            var (body, editedBody) = module.EditBody();
            Assert.Empty(AnalyzerRun.OverFile(body, editedBody, AnalyzerSets.Ours, options).Findings);
            var (column, editedColumn) = module.EditColumn();
            Assert.NotEmpty(AnalyzerRun.OverFile(column, editedColumn, AnalyzerSets.Ours, options).Findings);
            var (type, editedType) = module.EditType();
            Assert.NotEmpty(AnalyzerRun.OverFile(type, editedType, AnalyzerSets.Ours, options).Findings);
        }
    }
}
