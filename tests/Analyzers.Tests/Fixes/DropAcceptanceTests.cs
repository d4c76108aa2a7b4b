using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeSchema.Analyzers.CodeFixes.Snapshot;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

public class DropAcceptanceTests
{
    private const string Code =
        "using SpacetimeDB; [Table(Accessor = \"Player\")] public partial struct Player { public uint Id; public uint Level; }";

    private const string Stale =
        """{ "change": "ChangeColumnType", "affects": ["player.level"], "old": "u32", "new": "string", "reason": "levels have names" }""";

    [Fact]
    public async Task The_line_and_what_was_kept_for_it_go_and_nothing_else()
    {
        var clean = Rules.DeployedModule.Snapshot(Code);
        var project = ModuleWorkspace.Create(Code, clean.Replace("\n      ]\n    }", $$"""

                  ],
                  "accepted": [
                    {{Stale}}
                  ],
                  "was": { "tables": [{ "name": "player", "access": "private", "columns": [{ "name": "id", "type": "u32" }, { "name": "level", "type": "u32" }] }] }
                }
            """));
        var compilation = (await project.GetCompilationAsync())!;
        var finding = Assert.Single(await compilation
            .WithAnalyzers([new SnapshotAnalyzer()], new AnalyzerOptions(project.AnalyzerOptions.AdditionalFiles))
            .GetAnalyzerDiagnosticsAsync());
        var actions = new List<CodeAction>();
        await new DropAcceptanceCodeFix().RegisterCodeFixesAsync(new CodeFixContext(
            project.AdditionalDocuments.Single(), finding, (action, _) => actions.Add(action), CancellationToken.None));

        var operation = Assert.IsType<ApplyChangesOperation>(
            Assert.Single(await Assert.Single(actions).GetOperationsAsync(CancellationToken.None)));
        Assert.Equal("Keep ChangeColumnType player.level as accepted no longer", actions[0].Title);
        Assert.Equal(
            clean, (await operation.ChangedSolution.GetProject(project.Id)!.AdditionalDocuments.Single().GetTextAsync()).ToString());
    }
}
