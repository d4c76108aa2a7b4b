using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Fixes;

namespace SpacetimeSchema.Analyzers.Tests.Comparison.Laws;

/// <summary>Fixes lead out of what publish rejects, whatever the module and whatever the edits. A <see cref="Sweep"/> of those.</summary>
public class FixLaws
{
    private const int Modules = 150;

    /// <summary>What no edit of the code can mend, or none that keeps what it is for.</summary>
    private static readonly string[] s_without = [nameof(ChangeKind.ColumnNamesCollide)];

    [Fact]
    public async Task Each_fix_applied_alone_compiles_and_its_finding_is_gone() => await AssertNoneAsync(FixClosure.ComplaintsAsync);

    [Fact]
    public async Task The_safest_fix_again_and_again_ends_with_no_rejection() => await AssertNoneAsync(static async project =>
        [.. (await FixClosure.LeftAsync(project, steps: 20)).Where(static finding => !s_without.Contains(FixClosure.KindOf(finding)))
            .Select(static finding => $"{finding.Id} {finding.GetMessage()}")]);

    private static async Task AssertNoneAsync(Func<Project, Task<List<string>>> examine)
    {
        var tasks = Sweep.Of(SchemaPair.All.Take(Modules), step: 5)
            .Where(static pair => pair.Changes().Any(static change => change.Publish == PublishVerdict.Rejected))
            .Select(pair => Task.Run(async () =>
        {
            var project = ModuleWorkspace.Create(string.Join('\n', SchemaSource.Of(pair.Current)), SnapshotWriter.Write(pair.Deployed));
            return (await examine(project)).Select(complaint => $"{pair.Seed}: {complaint}");
        }));
        var complaints = (await Task.WhenAll(tasks)).SelectMany(static lines => lines).ToArray();
        Assert.True(complaints.Length == 0, string.Join('\n', complaints));
    }
}
