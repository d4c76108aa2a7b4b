using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Symbols;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

/// <summary>
/// The fix that gives the new shape of a table a table of its own, with the generator at work: its code uses the new tables.
/// </summary>
internal static class Scaffold
{
    public const string Usings = "using System.Collections.Generic;\nusing SpacetimeDB;\n";

    public static bool Is(CodeAction action) => action.Title.EndsWith("(expand, migrate, contract)", StringComparison.Ordinal);

    public static async Task<(Project Project, IReadOnlyList<CodeAction> Actions)> ActionsAsync(string deployed, string edited)
    {
        var project = ModuleWorkspace.Create(Usings + edited, SnapshotWriter.Write(ModuleCompilation.ReadSchema(Usings + deployed)));
        var actions = new List<CodeAction>();
        foreach (var finding in await ModuleWorkspace.FindingsAsync(project))
        {
            actions.AddRange((await ModuleWorkspace.RepairsAsync(project, finding)).Where(Is));
        }
        return (project, actions);
    }

    /// <summary>The source after it, which compiles and of which nothing is rejected.</summary>
    public static async Task<string> TextAsync(string deployed, string edited)
    {
        var (project, actions) = await ActionsAsync(deployed, edited);
        Assert.NotEmpty(actions);
        var after = await ModuleWorkspace.ApplyAsync(project, actions[0]);
        Assert.Empty(await ModuleWorkspace.ErrorsAsync(after));
        Assert.All(
            await ModuleWorkspace.FindingsAsync(after),
            static finding => Assert.True(finding.Id is "STS0003" or "STS2003", finding.ToString()));
        return (await after.Documents.Single().GetTextAsync()).ToString();
    }
}
