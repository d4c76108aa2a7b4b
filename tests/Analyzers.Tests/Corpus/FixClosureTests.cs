using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Fixes;
using SpacetimeSchema.Analyzers.Tests.Symbols;
using Xunit.Abstractions;

namespace SpacetimeSchema.Analyzers.Tests.Corpus;

/// <summary>The fixes lead out of every rejected change of the corpus.</summary>
public class FixClosureTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Each_fix_applied_alone_compiles_and_its_finding_is_gone()
    {
        var complaints = await OverRejectedPairsAsync(async (pair, project) =>
        {
            var result = new List<string>();
            foreach (var finding in await RejectedAsync(project))
            {
                foreach (var action in await ModuleWorkspace.RepairsAsync(project, finding))
                {
                    var after = await ModuleWorkspace.ApplyAsync(project, action);
                    var errors = await ModuleWorkspace.ErrorsAsync(after);
                    result.AddRange(errors.Take(1).Select(error => $"'{action.Title}' leaves {error}"));
                    if ((await ModuleWorkspace.FindingsAsync(after)).Any(other => Identity(other) == Identity(finding)))
                    {
                        result.Add($"'{action.Title}' leaves {finding.Id} {finding.GetMessage()}");
                    }
                }
            }
            return result;
        });
        Assert.True(complaints.Length == 0, string.Join('\n', complaints));
    }

    [Fact]
    public async Task The_safest_fix_for_each_finding_ends_with_no_rejection()
    {
        var open = await OverRejectedPairsAsync(static async (pair, project) =>
        {
            // A changed policy stands for findings that show when it is back.
            var steps = (await RejectedAsync(project)) is [{ Id: "STS1013" }] ? 10 : (await RejectedAsync(project)).Count;
            for (var step = 0; step < steps; step++)
            {
                CodeAction? action = null;
                foreach (var finding in await RejectedAsync(project))
                {
                    action ??= (await ModuleWorkspace.RepairsAsync(project, finding)).FirstOrDefault();
                }
                if (action is null)
                {
                    break;
                }
                project = await ModuleWorkspace.ApplyAsync(project, action);
            }
            return (await RejectedAsync(project)).Select(static finding => $"{finding.Id} {finding.GetMessage()}").ToList();
        });
        var pairs = open.Select(static line => line.Split(':')[0]).Distinct().Count();
        var all = CorpusPair.All.Count(static pair => !pair.Verdict.Ok);
        output.WriteLine($"{all - pairs} of {all} rejected pairs are closed.");
        Assert.True(open.Length == 0, $"{pairs} of {all} rejected pairs are open:\n{string.Join('\n', open)}");
    }

    private static async Task<string[]> OverRejectedPairsAsync(Func<CorpusPair, Project, Task<List<string>>> examine)
    {
        var tasks = CorpusPair.All.Where(static pair => !pair.Verdict.Ok).Select(pair => Task.Run(async () =>
        {
            var project = ModuleWorkspace.Create(pair.NewSource, pair.OldSnapshot);
            return (await examine(pair, project)).Select(complaint => $"{pair}: {complaint}");
        }));
        return [.. (await Task.WhenAll(tasks)).SelectMany(static lines => lines)];
    }

    /// <summary>But for filters on private tables, which some modules of the corpus have from the start: who may see them no fix decides.</summary>
    private static async Task<IReadOnlyList<Diagnostic>> RejectedAsync(Project project) =>
        [.. (await ModuleWorkspace.FindingsAsync(project)).Where(static finding =>
            finding.Properties[ChangeProperties.Publish] == "rejected" && finding.Properties[ChangeProperties.Kind] != nameof(ChangeKind.VisibilityFilterInvalid))];

    private static (string?, string?, string?) Identity(Diagnostic finding) =>
        (finding.Properties[ChangeProperties.Kind], finding.Properties[ChangeProperties.Owner], finding.Properties[ChangeProperties.Member]);
}
