using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeDB.Codegen;
using SpacetimeSchema.Analyzers.CodeFixes;
using SpacetimeSchema.Analyzers.Tests.Symbols;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

/// <summary>A module as a host sees it: a project with a snapshot, the generator, the analyzers and all fixes.</summary>
internal static class ModuleWorkspace
{
    /// <summary>In the order in which hosts find them: that of the types in the assembly.</summary>
    public static IReadOnlyList<CodeFixProvider> Providers { get; } =
    [
        .. typeof(SchemaCodeFixProvider).Assembly.DefinedTypes
            .Where(static type => type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract)
            .Select(static type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    /// <summary>
    /// A file, as hosts have it: a rename over classes asks for its checksum. One instance, for the host keeps generators by identity.
    /// </summary>
    public static AnalyzerFileReference Generator { get; } = new(typeof(ModuleGenerator).Assembly.Location, new Loader());

    private static readonly SchemaCodeFixProvider s_repairs = new();

    public static Project Create(string source, string snapshot)
    {
        var workspace = new AdhocWorkspace();
        var id = ProjectId.CreateNewId();
        var solution = workspace.CurrentSolution
            .AddProject(ProjectInfo.Create(
                id, VersionStamp.Default, "Module", "Module", LanguageNames.CSharp,
                compilationOptions: new CSharpCompilationOptions(
                    OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
                metadataReferences: ModuleCompilation.References,
                analyzerReferences: [Generator]))
            .AddDocument(DocumentId.CreateNewId(id), "Module.cs", source, filePath: "/Module.cs")
            .AddAdditionalDocument(DocumentId.CreateNewId(id), "spacetimedb.schema.json", snapshot, filePath: "/spacetimedb.schema.json");
        return solution.GetProject(id)!;
    }

    public static async Task<ImmutableArray<Diagnostic>> FindingsAsync(Project project)
    {
        var compilation = (await project.GetCompilationAsync())!;
        var findings = await compilation
            .WithAnalyzers([new SchemaAnalyzer()], new AnalyzerOptions(project.AnalyzerOptions.AdditionalFiles))
            .GetAnalyzerDiagnosticsAsync();
        return [.. findings.OrderBy(static finding => finding.Location.SourceSpan.Start).ThenBy(static finding => finding.Id)
            .ThenBy(static finding => finding.GetMessage())];
    }

    /// <summary>All that a host offers for a finding, in its order.</summary>
    public static Task<IReadOnlyList<CodeAction>> FixesAsync(Project project, Diagnostic finding) => FixesAsync(project, [finding]);

    /// <summary>All that a host offers for the findings of one place, in its order.</summary>
    public static async Task<IReadOnlyList<CodeAction>> FixesAsync(Project project, IReadOnlyList<Diagnostic> findings)
    {
        var actions = new List<CodeAction>();
        foreach (var provider in Providers)
        {
            actions.AddRange(await FixesAsync(project, findings, provider));
        }
        return actions;
    }

    /// <summary>The repairs of the source, the safest first.</summary>
    public static Task<IReadOnlyList<CodeAction>> RepairsAsync(Project project, Diagnostic finding) =>
        FixesAsync(project, [finding], s_repairs);

    public static async Task<Project> ApplyAsync(Project project, CodeAction action)
    {
        var operations = await action.GetOperationsAsync(default);
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(project.Id)!;
    }

    public static async Task<IReadOnlyList<string>> ErrorsAsync(Project project) =>
        [.. (await project.GetCompilationAsync())!.GetDiagnostics()
            .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(static diagnostic => diagnostic.ToString())];

    private static async Task<IReadOnlyList<CodeAction>> FixesAsync(
        Project project, IReadOnlyList<Diagnostic> findings, CodeFixProvider provider)
    {
        var actions = new List<CodeAction>();
        if (findings
            .Where(finding =>
                (finding.Location.IsInSource || FixesSnapshots(provider)) && provider.FixableDiagnosticIds.Contains(finding.Id))
            .ToImmutableArray() is [var first, ..] fixable)
        {
            var document = project.GetDocument(first.Location.SourceTree)
                ?? project.AdditionalDocuments.First(document => document.FilePath == first.Location.GetLineSpan().Path);
            await provider.RegisterCodeFixesAsync(
                new(document, first.Location.SourceSpan, fixable, (action, _) => actions.Add(action), default));
        }
        return actions;
    }

    /// <summary>Hosts ask others for findings in source files only.</summary>
    private static bool FixesSnapshots(CodeFixProvider provider) =>
        provider.GetType().GetCustomAttribute<ExportCodeFixProviderAttribute>()!.DocumentKinds
            .Contains(nameof(TextDocumentKind.AdditionalDocument));

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public System.Reflection.Assembly LoadFromPath(string fullPath) => typeof(ModuleGenerator).Assembly;
    }
}
