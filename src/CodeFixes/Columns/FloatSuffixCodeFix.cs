using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.CodeFixes.Columns;

/// <summary>Gives the default of a float column the suffix that its literal lacks.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class FloatSuffixCodeFix : CodeFixProvider
{
    public const string EquivalenceKey = nameof(FloatSuffixCodeFix);

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DefaultRules.InvalidDefault.Id);

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root
            || await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model
            || !KnownTypes.TryGet(model.Compilation, out var knownTypes))
        {
            return;
        }
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root.FindNode(diagnostic.Location.SourceSpan) is AttributeSyntax { Parent.Parent: FieldDeclarationSyntax field } attribute
                && Literal(attribute) is { } literal
                && model.GetTypeInfo(field.Declaration.Type, context.CancellationToken).Type is { } type
                && IsDefaultOf(type, (double)literal.Token.Value!, knownTypes))
            {
                var changed = SyntaxFactory.ParseExpression($"{literal.Token.Text}f").WithTriviaFrom(literal);
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Write '{changed.ToString()}'",
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(literal, changed))),
                        EquivalenceKey),
                    diagnostic);
            }
        }
    }

    /// <summary>That of a double without a suffix, which may have a sign.</summary>
    private static LiteralExpressionSyntax? Literal(AttributeSyntax attribute)
    {
        var value = attribute.ArgumentList?.Arguments.FirstOrDefault(static argument => argument.NameEquals is null)?.Expression;
        return (value is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } negative ? negative.Operand : value)
            is LiteralExpressionSyntax { Token: { Value: double, Text: var text } } literal && char.IsDigit(text[text.Length - 1])
                ? literal
                : null;
    }

    /// <summary>Whether the float is one and no zero: before 2.8.1 it is pasted without its suffix.</summary>
    private static bool IsDefaultOf(ITypeSymbol type, double value, KnownTypes knownTypes) =>
        ((float)value != 0 || value == 0)
            && DefaultConversion.Of(PastedText.Constant((float)value, knownTypes), type) is { Problem: null, StoredAs: null };
}
