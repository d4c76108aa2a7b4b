using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Tests.Fixes;
using Xunit.Abstractions;

namespace SpacetimeSchema.Analyzers.Tests.Corpus;

/// <summary>The fixes lead out of every rejected change of the corpus. A <see cref="Sweep"/> of those.</summary>
public class FixClosureTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Each_fix_applied_alone_compiles_and_its_finding_is_gone()
    {
        var complaints = await OverRejectedPairsAsync(FixClosure.ComplaintsAsync);
        Assert.True(complaints.Length == 0, string.Join('\n', complaints));
    }

    [Fact]
    public async Task The_safest_fix_for_each_finding_ends_with_no_rejection()
    {
        var open = await OverRejectedPairsAsync(static async project =>
        {
            // A changed policy stands for findings that show when it is back.
            var rejected = await FixClosure.RejectedAsync(project);
            var left = await FixClosure.LeftAsync(project, steps: rejected is [{ Id: "STS1013" }] ? 10 : rejected.Count);
            return left.Select(static finding => $"{finding.Id} {finding.GetMessage()}").ToList();
        });
        var pairs = open.Select(static line => line.Split(':')[0]).Distinct().Count();
        var all = Rejected().Count();
        output.WriteLine($"{all - pairs} of {all} rejected pairs are closed.");
        Assert.True(open.Length == 0, $"{pairs} of {all} rejected pairs are open:\n{string.Join('\n', open)}");
    }

    [Fact]
    public async Task Each_fix_ends_its_lines_as_the_file_does()
    {
        var complaints = await OverRejectedPairsAsync(ForeignLineEndingsAsync, static source => source.ReplaceLineEndings("\r\n"), step: 16);
        Assert.True(complaints.Length == 0, string.Join('\n', complaints));
    }

    private static async Task<List<string>> ForeignLineEndingsAsync(Project project)
    {
        var complaints = new List<string>();
        foreach (var finding in await ModuleWorkspace.FindingsAsync(project))
        {
            foreach (var fix in await ModuleWorkspace.RepairsAsync(project, finding))
            {
                foreach (var document in (await ModuleWorkspace.ApplyAsync(project, fix)).Documents)
                {
                    if ((await document.GetTextAsync()).ToString().Replace("\r\n", "").Contains('\n'))
                    {
                        complaints.Add($"{finding.Id} {fix.Title}");
                    }
                }
            }
        }
        return complaints;
    }

    private static IEnumerable<CorpusPair> Rejected(int step = 5) => Sweep.Of(CorpusPair.All.Where(static pair => !pair.Verdict.Ok), step);

    private static async Task<string[]> OverRejectedPairsAsync(
        Func<Project, Task<List<string>>> examine, Func<string, string>? written = null, int step = 5)
    {
        var tasks = Rejected(step).Select(pair => Task.Run(async () =>
            (await examine(ModuleWorkspace.Create(written?.Invoke(pair.NewSource) ?? pair.NewSource, pair.OldSnapshot)))
                .Select(complaint => $"{pair}: {complaint}")));
        return [.. (await Task.WhenAll(tasks)).SelectMany(static lines => lines)];
    }
}
