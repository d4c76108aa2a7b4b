using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace SpacetimeSchema.Testing.Tests;

/// <summary>Reports types named Bad….</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal class BadNameAnalyzer : DiagnosticAnalyzer
{
    public static readonly DiagnosticDescriptor Rule =
        new("T0001", "Bad name", "The name '{0}' is bad", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(context => Report(context.Symbol, context.ReportDiagnostic), SymbolKind.NamedType);
    }

    protected static void Report(ISymbol symbol, Action<Diagnostic> report)
    {
        if (symbol.Name.StartsWith("Bad", StringComparison.Ordinal))
            report(Diagnostic.Create(Rule, symbol.Locations[0], symbol.Name));
    }
}

/// <summary>The same findings at compilation end, where no editor shows them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class NonLocalAnalyzer : BadNameAnalyzer
{
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationAction(context =>
        {
            foreach (var type in context.Compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type))
                Report(type, context.ReportDiagnostic);
        });
    }
}

/// <summary>Says where a finding is in a way that hides it from pragmas.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class UnsuppressibleAnalyzer : BadNameAnalyzer
{
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(
            context => Report(context.Symbol, found =>
            {
                var span = found.Location.GetLineSpan();
                var place = Location.Create(span.Path, found.Location.SourceSpan, span.Span);
                context.ReportDiagnostic(Diagnostic.Create(Rule, place, context.Symbol.Name));
            }),
            SymbolKind.NamedType);
    }
}

/// <summary>Does not say how it treats generated code.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class CarelessAnalyzer : BadNameAnalyzer
{
#pragma warning disable RS1025 // Configure generated code analysis
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(context => Report(context.Symbol, context.ReportDiagnostic), SymbolKind.NamedType);
    }
#pragma warning restore RS1025
}

[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ThrowingAnalyzer : BadNameAnalyzer
{
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(_ => throw new NotSupportedException("Out of order"), SymbolKind.NamedType);
    }
}

/// <summary>Renames Bad… to Good….</summary>
internal class RenameFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => [BadNameAnalyzer.Rule.Id];

    protected virtual string Replacement => "Good";

    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var prefix = new TextSpan(context.Span.Start, "Bad".Length);
        context.RegisterCodeFix(
            CodeAction.Create("Rename", token => ReplaceAsync(context.Document, prefix, token), nameof(RenameFix)), context.Diagnostics);
        return Task.CompletedTask;
    }

    private async Task<Document> ReplaceAsync(Document document, TextSpan span, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken);
        return document.WithText(text.Replace(span, Replacement));
    }
}

internal sealed class BreakingFix : RenameFix
{
    protected override string Replacement => "int ";
}

/// <summary>Its Fix All does another thing than the fix itself.</summary>
internal sealed class DivergingFixAll : RenameFix
{
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, _) =>
    {
        var text = await document.GetTextAsync(context.CancellationToken);
        return document.WithText(SourceText.From(text.ToString().Replace("Bad", "Best")));
    });
}
