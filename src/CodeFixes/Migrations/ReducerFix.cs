using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using SpacetimeSchema.Analyzers.Migrations;
using SpacetimeSchema.Analyzers.Migrations.Execution;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.CodeFixes.Migrations;

/// <summary>A finding about a reducer, with what its fixes look up.</summary>
internal sealed record ReducerFix(
    Document Document, Diagnostic Diagnostic, SyntaxNode Root, MethodDeclarationSyntax Method, IMethodSymbol Symbol, SemanticModel Model, KnownTypes KnownTypes,
    CancellationToken Cancellation)
{
    /// <summary>The name of the context parameter, as it is written.</summary>
    public string Context => CSharpNames.Escaped(Symbol.Parameters[0].Name);

    /// <summary>Whether some of the reducer is compiled under a condition: what is put into it may be left out.</summary>
    public bool HasConditions =>
        (Method.Body ?? (SyntaxNode?)Method.ExpressionBody)?.DescendantTrivia()
            .Any(static trivia => trivia.IsKind(SyntaxKind.IfDirectiveTrivia)) == true;

    /// <summary>Where the finding stands.</summary>
    public SyntaxNode Site => Root.FindNode(Diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);

    /// <summary>
    /// The first place at which the reducer may write a row: that of the finding, or one before it in what it hands to a helper.
    /// </summary>
    public SyntaxNode FirstWrite => Writes().Where(IsOwn).Prepend(Site).OrderBy(static node => node.SpanStart).First();

    /// <summary>Whether a helper writes rows, perhaps before the reducer returns.</summary>
    public bool LeavesItsHelpers =>
        Method.DescendantNodes().Any(static node => node is ReturnStatementSyntax) && Writes().Any(write => !IsOwn(write));

    private IEnumerable<SyntaxNode> Writes()
    {
        var module = new Module(Model.Compilation, KnownTypes, Reader, Cancellation);
        return new TableUses(module, new ReachableCode(module, Symbol)).Calls.Select(static use => use.Call)
            .Where(static call => TableUses.IsWrite(call.TargetMethod.Name)).Select(static call => call.Syntax);
    }

    private bool IsOwn(SyntaxNode node) => node.SyntaxTree == Root.SyntaxTree && Method.Span.Contains(node.Span);

    public SourceSchemaReader Reader { get; } = new(
        Model.Compilation,
        KnownTypes,
        EngineVersions.Of(Model.Compilation, Document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GlobalOptions),
        Cancellation);

    public MigrationOptions Options { get; } = new(
        Document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GetOptions(Root.SyntaxTree));

    public string? this[string property] => Diagnostic.Property(property);

    public static async Task<ReducerFix?> CreateAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        return root?.FindNode(diagnostic.Location.SourceSpan)
            .FirstAncestorOrSelf<MethodDeclarationSyntax>(static method => method.AttributeLists.Count > 0) is { } method
            && model?.GetDeclaredSymbol(method, cancellation) is { Parameters.Length: > 0 } symbol
            && KnownTypes.TryGet(model.Compilation, out var knownTypes)
            ? new(document, diagnostic, root, method, symbol, model, knownTypes, cancellation)
            : null;
    }

    /// <summary>The document with another method in the place of the reducer.</summary>
    public Document With(MethodDeclarationSyntax method) =>
        Document.WithSyntaxRoot(Root.ReplaceNode(Method, method.WithAdditionalAnnotations(Formatter.Annotation)));

    public static StatementSyntax Statement(string text) =>
        SyntaxFactory.ParseStatement(text).WithAdditionalAnnotations(Formatter.Annotation);

    public static string Quote(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>The statements of the reducer, also where its body is an expression.</summary>
    public static MethodDeclarationSyntax WithBlock(MethodDeclarationSyntax method) => method.ExpressionBody is { } arrow
        ? method.WithExpressionBody(null).WithSemicolonToken(default)
            .WithBody(SyntaxFactory.Block(SyntaxFactory.ExpressionStatement(arrow.Expression
                    .WithLeadingTrivia(arrow.ArrowToken.TrailingTrivia.AddRange(arrow.Expression.GetLeadingTrivia()))
                        .WithoutTrailingTrivia())
                .WithTrailingTrivia(method.SemicolonToken.TrailingTrivia)).WithAdditionalAnnotations(Formatter.Annotation))
        : method;
}
