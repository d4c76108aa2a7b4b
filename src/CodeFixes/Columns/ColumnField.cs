using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.CodeFixes.Columns;

/// <summary>The field that a finding about a column stands at, in its declaration.</summary>
internal sealed record ColumnField(
    TypeDeclarationSyntax Row,
    FieldDeclarationSyntax Declaration,
    VariableDeclaratorSyntax Declarator,
    IFieldSymbol Symbol,
    SemanticModel Model,
    KnownTypes KnownTypes)
{
    public static ColumnField? Of(Finding finding, CancellationToken cancellation) =>
        finding.Node<VariableDeclaratorSyntax>() is { } declarator ? Of(declarator, finding.Model, finding.KnownTypes, cancellation) : null;

    /// <summary>The fields of the same declaration that have one of these names.</summary>
    public IEnumerable<ColumnField> Among(IReadOnlyCollection<string> names, CancellationToken cancellation)
    {
        foreach (var declarator in Row.Members.OfType<FieldDeclarationSyntax>().SelectMany(static field => field.Declaration.Variables))
        {
            if (names.Contains(declarator.Identifier.ValueText) && Of(declarator, Model, KnownTypes, cancellation) is { } column)
            {
                yield return column;
            }
        }
    }

    /// <summary>Whether a column that is there already follows: new ones belong behind it.</summary>
    public bool IsInserted(IReadOnlyCollection<string> newColumns) => Row.Members
        .OfType<FieldDeclarationSyntax>()
        .Where(static field => !field.Modifiers.Any(SyntaxKind.StaticKeyword) && !field.Modifiers.Any(SyntaxKind.ConstKeyword))
        .SelectMany(static field => field.Declaration.Variables)
        .Any(other => other.SpanStart > Declarator.SpanStart && !newColumns.Contains(other.Identifier.ValueText));

    public bool HasDefault => Symbol.Attribute(KnownTypes.Default) is not null;

    /// <summary>A default is not allowed beside these (STDB0019).</summary>
    public bool ForbidsDefault =>
        (Symbol.Attribute(KnownTypes.Unique) ?? Symbol.Attribute(KnownTypes.PrimaryKey)
            ?? Symbol.Attribute(KnownTypes.AutoInc)) is not null;

    private static ColumnField? Of(
        VariableDeclaratorSyntax declarator, SemanticModel model, KnownTypes knownTypes, CancellationToken cancellation) =>
        declarator.Parent?.Parent is FieldDeclarationSyntax { Parent: TypeDeclarationSyntax row } field
            && model.GetDeclaredSymbol(declarator, cancellation) is IFieldSymbol symbol
            ? new(row, field, declarator, symbol, model, knownTypes)
            : null;
}
