using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.CodeFixes.Columns;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers.CodeFixes.Restore;

/// <summary>
/// Takes a new field out of a stored type again: such a type cannot grow, whatever the default. Likewise a new column that is unique,
/// or counts, and is of a type without constants: it can be added in no way.
/// </summary>
internal sealed class RemoveFieldCodeFix : SchemaCodeFix
{
    public const string EquivalenceKey = "RemoveField";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        PublishRules.FieldChanged.Id, PublishRules.UniqueColumnAdded.Id);

    public override Task<IReadOnlyList<Proposal>> ProposeAsync(Finding finding, CancellationToken cancellation)
    {
        if (!(finding.Kind == ChangeKind.FieldAdded
            || (finding.Kind == ChangeKind.UniqueColumnAdded && HasNoConstant(finding, cancellation)))
            || finding.Node<VariableDeclaratorSyntax>() is not { Parent.Parent: FieldDeclarationSyntax { Parent: TypeDeclarationSyntax type } field } declarator)
        {
            return Only(null);
        }
        var root = field.Declaration.Variables.Count == 1
            ? finding.Root.ReplaceNode(type, type.WithPlaced([.. type.Members.Where(member => member != field)], placed: []))
            : finding.Root.RemoveNode(declarator, SyntaxRemoveOptions.KeepNoTrivia);
        return Only(root is null
            ? null
            : new(
                $"Take '{declarator.Identifier.ValueText}' out of '{type.Identifier.ValueText}' again",
                EquivalenceKey,
                finding.With(root)));
    }

    private static bool HasNoConstant(Finding finding, CancellationToken cancellation) =>
        ColumnField.Of(finding, cancellation) is { } column
            && DefaultLiteral.For(column.Symbol.Type, column.Model, column.Declarator.SpanStart) is null;
}
