using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace SpacetimeSchema.Testing.Tests;

/// <summary>Reports types that an additional file does not list, and lines of that file that are empty.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class AllowedNamesAnalyzer : DiagnosticAnalyzer
{
    public static readonly DiagnosticDescriptor Unlisted =
        new("T0002", "Unlisted", "'{0}' is not listed", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor Comment =
        new("T0003", "Comment", "A comment", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Unlisted, Comment];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(context =>
        {
            context.Options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.AllowedNames", out var path);
            if (context.Options.AdditionalFiles.FirstOrDefault(file => file.Path == path)?.GetText() is not { } text)
                return;

            var names = text.Lines.Select(line => line.ToString()).ToHashSet();
            context.RegisterSymbolAction(
                context =>
                {
                    if (!names.Contains(context.Symbol.Name))
                        context.ReportDiagnostic(Diagnostic.Create(Unlisted, context.Symbol.Locations[0], context.Symbol.Name));
                },
                SymbolKind.NamedType);
        });
        context.RegisterAdditionalFileAction(context =>
        {
            var text = context.AdditionalFile.GetText()!;
            foreach (var line in text.Lines.Where(line => line.ToString().StartsWith('#')))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Comment, Location.Create(context.AdditionalFile.Path, line.Span, text.Lines.GetLinePositionSpan(line.Span))));
            }
        });
    }
}

internal sealed class ListNameFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => [AllowedNamesAnalyzer.Unlisted.Id];

    public override FixAllProvider GetFixAllProvider() => new ListAllNames();

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        context.RegisterCodeFix(CreateAction(context.Document.Project, context.Diagnostics), context.Diagnostics);
        return Task.CompletedTask;
    }

    private static CodeAction CreateAction(Project project, IEnumerable<Diagnostic> findings)
        => CodeAction.Create("List", token => ListAsync(project, findings, token), nameof(ListNameFix));

    private static async Task<Solution> ListAsync(Project project, IEnumerable<Diagnostic> findings, CancellationToken cancellationToken)
    {
        var list = project.AdditionalDocuments.Single();
        var text = await list.GetTextAsync(cancellationToken);
        var source = await findings.First().Location.SourceTree!.GetTextAsync(cancellationToken);
        var names = string.Concat(findings.Select(finding => source.ToString(finding.Location.SourceSpan) + "\n"));
        return project.Solution.WithAdditionalDocumentText(list.Id, text.Replace(new TextSpan(text.Length, 0), names));
    }

    private sealed class ListAllNames : FixAllProvider
    {
        public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
            => CreateAction(fixAllContext.Project, await fixAllContext.GetAllDiagnosticsAsync(fixAllContext.Project));
    }
}
