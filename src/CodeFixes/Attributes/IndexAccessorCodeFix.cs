using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.CodeFixes.Columns;
using SpacetimeSchema.Analyzers.CodeFixes.Restore;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.CodeFixes.Attributes;

/// <summary>
/// Keeps the deployed accessor on an index, whatever its field or its columns are called now, and gives one that came along with its
/// table a name of its own.
/// </summary>
internal sealed class IndexAccessorCodeFix : SchemaCodeFix
{
    public const string EquivalenceKey = "KeepIndexAccessor";

    public const string NameKey = "OwnIndexName";

    public const string PlainKey = "PlainIndexAgain";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        PublishRules.IndexAccessorChanged.Id, PublishRules.RefusedModule.Id);

    public override async Task<IReadOnlyList<Proposal>> ProposeAsync(Finding finding, CancellationToken cancellation)
    {
        if (finding.Kind is not (ChangeKind.IndexAccessorChanged or ChangeKind.IndexMoved)
            || finding.Source.Tables.FirstOrDefault(table => table.Schema.Name == finding.Owner) is not { } table
            || table.Schema.Indexes.FirstOrDefault(index => index.Name == finding.Member) is not { Accessor: { } accessor } index
            || Propose(finding, table, index) is not { } proposal)
        {
            return [];
        }
        if (finding.Kind == ChangeKind.IndexMoved)
        {
            return [proposal];
        }
        var followed = await GeneratedUses.FollowAsync(
            finding.Document.Project, proposal.Solution, accessor, finding.Old, cancellation).ConfigureAwait(false);
        return [proposal with { Solution = followed }];
    }

    private static Proposal? Propose(Finding finding, SourceTable table, IndexSchema index)
    {
        if (Attribute(finding, table, index).Syntax(finding.Root) is not { } attribute)
        {
            return PlainIndex(finding);
        }
        return finding.Kind == ChangeKind.IndexMoved
            ? Propose(
                $"Let index '{index.Accessor}' of '{finding.Owner}' have a name of its own", NameKey, attribute.WithoutArgument("Name"))
            : Propose($"Keep the accessor '{finding.Old}'", EquivalenceKey, attribute.WithArgument("Accessor", $"\"{finding.Old}\""));

        Proposal Propose(string title, string key, AttributeSyntax changed) =>
            new(title, key, finding.With(finding.Root.ReplaceNode(attribute, changed)));
    }

    /// <summary>A column that became unique has another accessor: its deployed index in place of what made it unique.</summary>
    private static Proposal? PlainIndex(Finding finding)
    {
        if (finding.Deployed.Table(finding.Owner) is not { } deployed
            || deployed.Indexes.FirstOrDefault(index =>
                index.Name == finding.Member) is not { Columns: [var column], Algorithm: IndexAlgorithm.BTree } index
            || deployed.UniqueConstraints.IndexOf(new([column])) >= 0
            // The attributes of the field are those of all its tables.
            || finding.Source.Tables.Count(table =>
                SymbolEqualityComparer.Default.Equals(table.RowType, finding.Source.SymbolOf(SchemaElement.Table(finding.Owner)))) != 1
            || finding.Node<VariableDeclaratorSyntax>() is not { Parent.Parent: FieldDeclarationSyntax { Declaration.Variables.Count: 1 } field } declarator
            || finding.Source.SymbolOf(SchemaElement.Column(finding.Owner, column)) is not IFieldSymbol symbol)
        {
            return null;
        }
        var removed = symbol.GetAttributes()
            .Where(attribute => attribute.Is(finding.KnownTypes.Unique) || attribute.Is(finding.KnownTypes.PrimaryKey))
            .Select(attribute => attribute.Syntax(finding.Root)).OfType<AttributeSyntax>().ToArray();
        var plain = field.WithoutAttributes(removed)
            .WithAttribute(DeployedAttributes.OfIndex(deployed, index, declarator.Identifier.ValueText), field.Parent!);
        return new(
            $"Let '{symbol.Name}' have its index '{finding.Old}' again in place of [{string.Join(", ", removed.Select(static attribute => attribute.Name.ToString()))}]",
            PlainKey,
            finding.With(finding.Root.ReplaceNode(field, plain)));
    }

    /// <summary>Of the field or of the row type; null for a unique column, whose accessor is the name of its field.</summary>
    private static AttributeData? Attribute(Finding finding, SourceTable table, IndexSchema index)
    {
        var field = index.Columns is [var column] ? table.Fields[table.Schema.ColumnIndex(column)] : null;
        return (field?.GetAttributes() ?? ImmutableArray<AttributeData>.Empty)
            .Concat(table.RowType.GetAttributes())
            .Where(attribute => attribute.Is(finding.KnownTypes.BTreeIndex) && attribute.AppliesTo(table.Schema.Accessor ?? ""))
            .FirstOrDefault(attribute => (attribute.String("Accessor") ?? field?.Name) == index.Accessor);
    }
}
