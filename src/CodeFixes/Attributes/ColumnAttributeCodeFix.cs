using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.CodeFixes.Columns;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.CodeFixes.Attributes;

/// <summary>
/// Takes <c>[Unique]</c>, <c>[PrimaryKey]</c> or <c>[AutoInc]</c> off a column: off a new one until the next publish, with a default
/// for this one; off an old one because its rows may not allow it.
/// </summary>
internal sealed class ColumnAttributeCodeFix : SchemaCodeFix
{
    public const string TwoPublishesKey = "SplitIntoTwoPublishes";

    public const string RemoveKey = "RemoveColumnAttribute";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(PublishRules.UniqueColumnAdded.Id, PublishRules.UniqueConstraintAdded.Id, PublishRules.AutoIncAdded.Id);

    public override Task<IReadOnlyList<Proposal>> ProposeAsync(Finding finding, CancellationToken cancellation)
    {
        if (finding.Node<VariableDeclaratorSyntax>() is not { Parent.Parent: FieldDeclarationSyntax { Declaration.Variables.Count: 1 } field } declarator
            || finding.Model.GetDeclaredSymbol(declarator, cancellation) is not IFieldSymbol symbol)
        {
            return Only(null);
        }
        var removed = symbol.GetAttributes().Where(attribute => IsRemoved(finding, attribute)).Select(attribute => attribute.Syntax(finding.Root)).OfType<AttributeSyntax>().ToArray();
        if (removed.Length == 0)
        {
            return Only(null);
        }
        var names = string.Join(", ", removed.Select(static attribute => attribute.Name.ToString()));
        var plain = field.WithoutAttributes(removed);
        if (finding.Kind != ChangeKind.UniqueColumnAdded)
        {
            return Only(new($"Remove [{names}] from '{symbol.Name}'", RemoveKey, finding.With(finding.Root.ReplaceNode(field, plain))));
        }
        var literal = DefaultLiteral.For(symbol.Type, finding.Model, declarator.SpanStart);
        var isNullable = literal is null;
        var addable = (isNullable ? plain.WithNullableType() : plain)
            .WithAttribute($"{finding.Model.AttributeName(declarator.SpanStart, finding.KnownTypes.Default, "Default")}({literal ?? DefaultLiteral.Null})");
        return Only(new(
            $"Publish '{symbol.Name}' in two steps: first with [Default({literal ?? DefaultLiteral.Null})], then with [{names}]",
            TwoPublishesKey,
            finding.With(finding.Root.ReplaceNode(field, WithNote(addable, names, Layout.EndOfLine(field))))));
    }

    private static bool IsRemoved(Finding finding, AttributeData attribute) => finding.Kind switch
    {
        ChangeKind.AutoIncAdded => attribute.Is(finding.KnownTypes.AutoInc),
        ChangeKind.UniqueConstraintAdded => attribute.Is(finding.KnownTypes.Unique) || attribute.Is(finding.KnownTypes.PrimaryKey),
        _ => attribute.Is(finding.KnownTypes.Unique) || attribute.Is(finding.KnownTypes.PrimaryKey) || attribute.Is(finding.KnownTypes.AutoInc),
    };

    /// <summary>What is left to do is said where it is to be done.</summary>
    private static FieldDeclarationSyntax WithNote(FieldDeclarationSyntax field, string attributes, SyntaxTrivia endOfLine) =>
        field.WithLeadingTrivia(field.GetLeadingTrivia()
            .Add(SyntaxFactory.Comment($"// Next publish, when every row has its value: [{attributes}] in place of the default."))
            .Add(endOfLine)
            .AddRange(Layout.Indentation(field)));
}
