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
        ImmutableArray.Create(
            PublishRules.UniqueColumnAdded.Id,
            PublishRules.ColumnWithoutDefault.Id,
            DataRules.UniqueConstraintAdded.Id,
            DataRules.AutoIncAdded.Id);

    public override Task<IReadOnlyList<Proposal>> ProposeAsync(Finding finding, CancellationToken cancellation)
    {
        if (finding.Node<VariableDeclaratorSyntax>() is not { Parent.Parent: FieldDeclarationSyntax { Declaration.Variables.Count: 1 } field } declarator
            || finding.Model.GetDeclaredSymbol(declarator, cancellation) is not IFieldSymbol symbol)
        {
            return Only(null);
        }
        var removed = symbol.GetAttributes().Where(attribute => IsRemoved(finding, attribute))
            .Select(attribute => attribute.Syntax(finding.Root)).OfType<AttributeSyntax>().ToArray();
        if (removed.Length == 0)
        {
            return Only(null);
        }
        var names = string.Join(", ", removed.Select(Written));
        var plain = field.WithoutAttributes(removed);
        if (!IsNew(finding))
        {
            return Only(new($"Remove [{names}] from '{symbol.Name}'", RemoveKey, finding.With(finding.Root.ReplaceNode(field, plain))));
        }
        if (DefaultLiteral.For(symbol.Type, finding.Model, declarator.SpanStart) is not { } literal)
        {
            return Only(null);
        }
        var withDefault = plain.WithAttribute(
            finding.Model.DefaultAttribute(declarator.SpanStart, finding.KnownTypes, literal), field.Parent!);
        if (DefaultLiteral.IsNullable(symbol.Type))
        {
            // It has a default, and gets the attribute back in no later publish.
            return Only(
                new(
                    $"Take [{names}] off '{symbol.Name}', and add [Default({literal})]",
                    RemoveKey,
                    finding.With(finding.Root.ReplaceNode(field, withDefault))));
        }
        var keys = symbol.GetAttributes().Where(attribute => IsRemoved(finding, attribute) && !attribute.Is(finding.KnownTypes.AutoInc))
            .Select(attribute => attribute.Syntax(finding.Root)).OfType<AttributeSyntax>()
            .Select(Written).ToArray();
        var later = keys.Length > 0 ? string.Join(", ", keys) : names;
        return Only(new(
            $"Publish '{symbol.Name}' in two steps: first with [Default({literal})], then with [{later}]",
            TwoPublishesKey,
            finding.With(
                finding.Root.ReplaceNode(
                    field, WithNote(withDefault, Note(later, keys.Length, removed.Length), Layout.EndOfLine(field))))));
    }

    /// <summary>
    /// What is left to do. A sequence is refused where a row has a number of its range, which a key of several rows needs.
    /// </summary>
    private static string Note(string later, int keys, int removed) =>
        keys == 0 ? $"// Next publish, while every row has 0: [{later}] in place of the default."
        : keys == removed ? $"// Next publish, when every row has its value: [{later}] in place of the default."
        : $"// Next publish, when every row has its number: [{later}] in place of the default. Where rows have numbers, auto-increment is refused.";

    /// <summary>Not what is for another table of the same rows, but where a default takes its place, which is for all of them.</summary>
    private static bool IsRemoved(Finding finding, AttributeData attribute) =>
        (IsNew(finding) || attribute.AppliesTo(finding.Source.Schema.Table(finding.Owner)?.Accessor ?? ""))
            && IsOfKind(finding, attribute);

    /// <summary>The column; without a default it may be in one table because of what it is in another.</summary>
    private static bool IsNew(Finding finding) => finding.Kind is ChangeKind.UniqueColumnAdded or ChangeKind.ColumnAddedWithoutDefault;

    /// <summary>With the table that it is for.</summary>
    private static string Written(AttributeSyntax attribute) => attribute.WithoutTrivia().ToString();

    private static bool IsOfKind(Finding finding, AttributeData attribute) => finding.Kind switch
    {
        ChangeKind.AutoIncAdded => attribute.Is(finding.KnownTypes.AutoInc),
        ChangeKind.UniqueConstraintAdded => attribute.Is(finding.KnownTypes.Unique) || attribute.Is(finding.KnownTypes.PrimaryKey),
        _ =>
            attribute.Is(finding.KnownTypes.Unique) || attribute.Is(finding.KnownTypes.PrimaryKey)
                || attribute.Is(finding.KnownTypes.AutoInc),
    };

    /// <summary>What is left to do is said where it is to be done.</summary>
    private static FieldDeclarationSyntax WithNote(FieldDeclarationSyntax field, string note, SyntaxTrivia endOfLine) =>
        field.WithLeadingTrivia(field.GetLeadingTrivia()
            .Add(SyntaxFactory.Comment(note))
            .Add(endOfLine)
            .AddRange(Layout.Indentation(field)));
}
