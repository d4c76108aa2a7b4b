using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Text;
using SpacetimeDB.Execution;

namespace SpacetimeSchema.Migrations.Tests;

/// <summary>Applies fixes to the sources of a module.</summary>
internal sealed class FixRunner
{
    private readonly Project _project;
    private readonly Dictionary<string, Diagnostic[]> _findings;
    private readonly DocumentId[] _sources;

    public FixRunner(string[] sources, (string Path, string Text)? snapshot = null)
    {
        var compilation = ModuleCompilation.Of(sources);
        var workspace = new AdhocWorkspace(MefHostServices.DefaultHost);
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Module", "Module", LanguageNames.CSharp,
            compilationOptions: compilation.Options, parseOptions: compilation.SyntaxTrees.First().Options, metadataReferences: compilation.References));
        var ids = new List<DocumentId>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            var document = project.AddDocument(
                Path.GetFileName(tree.FilePath) is { Length: > 0 } name ? name : "Usings.cs",
                tree.GetText(),
                filePath: "/" + tree.FilePath);
            if (tree.FilePath.StartsWith("Source", StringComparison.Ordinal))
            {
                ids.Add(document.Id);
            }
            project = document.Project;
        }
        if (snapshot is { } file)
        {
            project = project.AddAdditionalDocument(Path.GetFileName(file.Path), SourceText.From(file.Text), filePath: file.Path).Project;
        }
        _project = project;
        _sources = [.. ids];
        var current = project.GetCompilationAsync().Result!;
        _findings = MigrationModule.Diagnostics(current, project.AnalyzerOptions)
            .GroupBy(finding =>
                finding.Location.SourceTree!.GetRoot().FindNode(finding.Location.SourceSpan)
                    .FirstAncestorOrSelf<MethodDeclarationSyntax>()!.Identifier.ValueText)
            .ToDictionary(group => group.Key, group => group.ToArray());
    }

    public Diagnostic[] FindingsOf(string reducer) => _findings.TryGetValue(reducer, out var findings) ? findings : [];

    /// <summary>Each action that a provider offers for the findings of a reducer, with the solution that it leads to.</summary>
    public IEnumerable<(CodeAction Action, Solution Changed)> Fixes(CodeFixProvider provider, string reducer)
    {
        foreach (var finding in FindingsOf(reducer).Where(finding => provider.FixableDiagnosticIds.Contains(finding.Id)))
        {
            var actions = new List<CodeAction>();
            var document = _project.GetDocument(finding.Location.SourceTree)!;
            provider.RegisterCodeFixesAsync(
                new CodeFixContext(document, finding, (action, _) => actions.Add(action), CancellationToken.None)).GetAwaiter().GetResult();
            foreach (var action in actions)
            {
                yield return (action, action.GetOperationsAsync(CancellationToken.None).Result
                    .OfType<ApplyChangesOperation>().Single().ChangedSolution);
            }
        }
    }

    /// <summary>The module's own sources; what was generated is generated anew.</summary>
    public string[] SourcesOf(Solution changed) => [.. _sources.Select(id => Formatted(changed.GetDocument(id)!))];

    private static string Formatted(Document document) =>
        CodeAction.Create("", _ => Task.FromResult(document)).GetOperationsAsync(CancellationToken.None).Result
            .OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!.GetTextAsync().Result.ToString();
}
