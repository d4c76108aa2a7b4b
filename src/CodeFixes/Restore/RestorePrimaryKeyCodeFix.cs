using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.CodeFixes.Attributes;
using SpacetimeSchema.Analyzers.CodeFixes.Columns;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.CodeFixes.Restore;

/// <summary>Gives a table its deployed primary key again, and the column that is the key now what it was deployed with.</summary>
internal sealed class RestorePrimaryKeyCodeFix : SchemaCodeFix
{
    public const string EquivalenceKey = "RestorePrimaryKey";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(ClientRules.PrimaryKeyChanged.Id);

    public override Task<IReadOnlyList<Proposal>> ProposeAsync(Finding finding, CancellationToken cancellation)
    {
        if (finding.Deployed.Table(finding.Owner) is not { } deployed
            // The attributes of a field are those of all its tables.
            || finding.Source.Tables.Count(table =>
                SymbolEqualityComparer.Default.Equals(table.RowType, finding.Source.SymbolOf(SchemaElement.Table(finding.Owner)))) != 1)
        {
            return Only(null);
        }
        var edits = new Dictionary<FieldDeclarationSyntax, FieldDeclarationSyntax>();
        foreach (var column in new[] { finding.Old, finding.New }.Where(static column => column != ""))
        {
            // A new column is rejected with the key and without it.
            if (deployed.Column(column) is null || Edit(finding, deployed, column, cancellation) is not var (field, edited))
            {
                return Only(null);
            }
            edits[field] = edited;
        }
        var key = finding.Source.SymbolOf(SchemaElement.Column(finding.Owner, finding.Old))!.Name;
        return Only(new(
            $"Make '{key}' the primary key of '{finding.Owner}' again",
            EquivalenceKey,
            finding.With(finding.Root.ReplaceNodes(edits.Keys, (field, _) => edits[field]))));
    }

    /// <summary>Null where the field is in another file, or shares its attributes with others.</summary>
    private static (FieldDeclarationSyntax Field, FieldDeclarationSyntax Edited)? Edit(
        Finding finding, TableSchema deployed, string column, CancellationToken cancellation) =>
        finding.Source.SymbolOf(
            SchemaElement.Column(finding.Owner, column)) is IFieldSymbol { DeclaringSyntaxReferences: [var reference] } symbol
        && reference.SyntaxTree == finding.Root.SyntaxTree
        && reference.GetSyntax(cancellation).Parent?.Parent is FieldDeclarationSyntax { Declaration.Variables.Count: 1 } field
            ? (field, WithDeployedKey(finding, deployed, column, field, symbol))
            : null;

    /// <summary>A key of one kind takes the place of one of another; its index comes and goes with it.</summary>
    private static FieldDeclarationSyntax WithDeployedKey(
        Finding finding, TableSchema deployed, string column, FieldDeclarationSyntax field, IFieldSymbol symbol)
    {
        var known = finding.KnownTypes;
        var (wanted, shortName) = deployed.PrimaryKey == column ? (known.PrimaryKey, "PrimaryKey")
            : deployed.UniqueConstraints.IndexOf(new([column])) >= 0 ? (known.Unique, "Unique")
            : (null, "");
        var attributes = symbol.GetAttributes();
        var keys = attributes.Where(attribute => attribute.Is(known.PrimaryKey) || attribute.Is(known.Unique)).ToArray();
        var indexes = attributes.Where(attribute => attribute.Is(known.BTreeIndex)).ToArray();
        var kept = wanted is null ? null : keys.FirstOrDefault(attribute => attribute.Is(wanted)) ?? keys.FirstOrDefault();
        var removed = keys.Where(attribute => attribute != kept)
            // It would be called as that of the key.
            .Concat(indexes.Where(index => wanted is not null && index.CanonicalName() is null))
            .Select(attribute => attribute.Syntax(finding.Root)).OfType<AttributeSyntax>().ToArray();

        var (row, position) = (field.Parent!, field.SpanStart);
        var present = kept.Syntax(finding.Root);
        var edited = present is null ? field.TrackNodes(removed) : field.TrackNodes([.. removed, present]);
        if (present is not null && !kept!.Is(wanted))
        {
            edited = edited.ReplaceNode(
                edited.GetCurrentNode(present)!,
                present.WithName(SyntaxFactory.ParseName(finding.Model.AttributeName(position, wanted, shortName))
                    .WithTriviaFrom(present.Name)));
        }
        edited = edited.WithoutAttributes([.. removed.Select(attribute => edited.GetCurrentNode(attribute)!)]);
        if (wanted is not null)
        {
            return kept is null ? edited.WithAttribute(finding.Model.AttributeName(position, wanted, shortName), row) : edited;
        }
        foreach (var index in deployed.Indexes.Where(index =>
            index is { Columns: [var only], Algorithm: IndexAlgorithm.BTree } && only == column
            && indexes.All(present => (present.String("Accessor") ?? symbol.Name) != index.Accessor)))
        {
            edited = edited.WithAttribute(DeployedAttributes.OfIndex(deployed, index, symbol.Name), row);
        }
        return edited;
    }
}
