using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Fixes;
using SpacetimeSchema.Analyzers.Tests.Symbols;
using Xunit.Abstractions;

namespace SpacetimeSchema.Analyzers.Tests.Corpus;

/// <summary>
/// The scaffold of expand and contract, over all rejected changes of the corpus that it is offered for. A <see cref="Sweep"/> of those.
/// </summary>
public class ExpandContractClosureTests(ITestOutputHelper output)
{
    [Fact]
    public async Task It_compiles_leaves_no_rejection_of_its_table_and_migrates_idempotently()
    {
        var results = (await Task.WhenAll(
            Sweep.Of(CorpusPair.All.Where(static pair => !pair.Verdict.Ok), step: 5)
                .Select(static pair => Task.Run(() => ExamineAsync(pair))))).SelectMany(static lines => lines).ToArray();
        var offered = results.Where(static result => result.IsOffered).ToArray();
        var complaints = results.Where(static result => result.Complaint is not null).Select(static result => result.Complaint).ToArray();
        output.WriteLine(
            $"Offered for {offered.Length} of {results.Length} tables whose columns were removed, renamed, retyped or moved, in {offered.Select(static result => result.Pair).Distinct().Count()} of {results.Select(static result => result.Pair).Distinct().Count()} pairs.");
        Assert.True(offered.Length > results.Length * LeastShare, $"{offered.Length} of {results.Length}");
        Assert.True(complaints.Length == 0, string.Join('\n', complaints));
    }

    /// <summary>Of all it is 30 of 108; what the others lack stands in <c>TableTransition.Of</c>.</summary>
    private const double LeastShare = 0.18;

    private static async Task<List<(CorpusPair Pair, bool IsOffered, string? Complaint)>> ExamineAsync(CorpusPair pair)
    {
        var project = ModuleWorkspace.Create(pair.NewSource, pair.OldSnapshot);
        var results = new List<(CorpusPair, bool, string?)>();
        foreach (var findings in (await ModuleWorkspace.FindingsAsync(project))
            .Where(static finding =>
                finding.Properties[ChangeProperties.Kind] is "ColumnRemoved" or "ColumnRenamed" or "ColumnRetyped" or "ColumnsReordered")
            .GroupBy(static finding => finding.Properties[ChangeProperties.Owner]))
        {
            CodeAction? action = null;
            foreach (var finding in findings)
            {
                action ??= (await ModuleWorkspace.RepairsAsync(project, finding)).SingleOrDefault(Scaffold.Is);
            }
            results.Add(
                (pair, action is not null, action is not null
                    && await ComplaintAsync(await ModuleWorkspace.ApplyAsync(project, action), findings.Key!) is { } complaint
                    ? $"{pair}: '{action.Title}' leaves {complaint}"
                    : null));
        }
        return results;
    }

    private static async Task<string?> ComplaintAsync(Project after, string table) =>
        (await ModuleWorkspace.ErrorsAsync(after)).FirstOrDefault()
        ?? (await ModuleWorkspace.FindingsAsync(after))
            .FirstOrDefault(finding =>
                finding.Properties[ChangeProperties.Publish] == "rejected" && finding.Properties[ChangeProperties.Owner] == table)
                    ?.GetMessage()
        ?? (await MigrationFindingsAsync(after)).FirstOrDefault(static finding => finding.Severity >= DiagnosticSeverity.Warning)
            ?.ToString();

    private static async Task<IReadOnlyList<Diagnostic>> MigrationFindingsAsync(Project project) =>
        await (await project.GetCompilationAsync())!
            .WithAnalyzers([new MigrationReducerAnalyzer()], new AnalyzerOptions(project.AnalyzerOptions.AdditionalFiles))
            .GetAnalyzerDiagnosticsAsync();
}
