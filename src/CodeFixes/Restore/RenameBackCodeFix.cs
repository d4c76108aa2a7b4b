using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.CodeFixes.Columns;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.CodeFixes.Restore;

/// <summary>
/// Gives a renamed column, field or variant the name that is deployed: with all its uses, or with a property under the new name.
/// </summary>
internal sealed class RenameBackCodeFix : SchemaCodeFix
{
    public const string EquivalenceKey = "RenameBack";

    public const string PropertyKey = "RenameBackKeepingAProperty";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        PublishRules.ColumnRenamed.Id, PublishRules.FieldChanged.Id, PublishRules.VariantChanged.Id, PublishRules.IndexAccessorChanged.Id);

    public override ImmutableArray<string> AlternativeKeys { get; } = ImmutableArray.Create(PropertyKey);

    public override async Task<IReadOnlyList<Proposal>> ProposeAsync(Finding finding, CancellationToken cancellation)
    {
        var project = finding.Document.Project;
        if (Symbol(finding) is not { } symbol || !IsNamed(symbol) || !symbol.Locations.Any(static location => location.IsInSource)
            || OldName(finding) is not { } old || symbol.Name == old
            || symbol.ContainingType?.GetMembers(old).IsEmpty == false
            || await MemberRename.ApplyAsync(project, symbol, old, cancellation).ConfigureAwait(false) is not { } renamed)
        {
            return [];
        }
        var proposals = new List<Proposal> { new($"Rename '{symbol.Name}' back to '{old}'", EquivalenceKey, renamed) };
        if (finding.Kind == ChangeKind.ColumnRenamed && WithProperty(finding, old) is { } kept)
        {
            proposals.Add(new(
                $"Rename the column back to '{old}', and keep '{symbol.Name}' as a property",
                PropertyKey,
                await MemberRename.FollowAsync(project, kept, symbol, old, cancellation).ConfigureAwait(false)));
        }
        return proposals;
    }

    /// <summary>While somebody types, a field or an element of a tuple may have no name yet.</summary>
    private static bool IsNamed(ISymbol symbol) =>
        symbol.Name.Length > 0 && symbol is not IFieldSymbol { CorrespondingTupleField: not null, IsExplicitlyNamedTupleElement: false };

    private static ISymbol? Symbol(Finding finding) => finding.Kind switch
    {
        ChangeKind.ColumnRenamed => finding.Source.SymbolOf(SchemaElement.Column(finding.Owner, finding.Member)) as IFieldSymbol,
        ChangeKind.FieldRenamed or ChangeKind.VariantRenamed =>
            finding.Source.SymbolOf(SchemaElement.TypeMember(finding.Owner, finding.Member)) as IFieldSymbol,
        ChangeKind.IndexAccessorChanged => IndexedField(finding),
        _ => null,
    };

    /// <summary>A unique column has no accessor of its own: it is the name of the field, and was that of the deployed one.</summary>
    private static IFieldSymbol? IndexedField(Finding finding) =>
        finding.Source.Schema.Table(finding.Owner) is { } table
        && table.Indexes.FirstOrDefault(index => index.Name == finding.Member) is { Columns: [var column] } index
        && finding.Deployed.Table(finding.Owner)?.Column(column) is { } deployed
        && DeployedField.NameOf(column, deployed.SourceName, finding) == finding.Old
        && finding.Source.SymbolOf(SchemaElement.Column(finding.Owner, column)) is IFieldSymbol field && field.Name == index.Accessor
            ? field
            : null;

    private static string? OldName(Finding finding) => finding.Kind switch
    {
        ChangeKind.ColumnRenamed =>
            finding.Deployed.Table(finding.Owner)
                ?.Columns.FirstOrDefault(column => (column.SourceName ?? column.Name) == finding.Old) is { } column
                ? DeployedField.NameOf(column.Name, column.SourceName, finding)
                : null,
        ChangeKind.IndexAccessorChanged => finding.Old,
        _ => finding.Deployed.Resolve(finding.DeployedOwner) switch
        {
            AlgebraicType.Product product =>
                Renamed(product.Fields, finding) is { } field ? DeployedField.NameOf(field.Name!, field.SourceName, finding) : null,
            AlgebraicType.Sum sum => Renamed(sum.Variants, finding) is { } variant ? DeployedField.VariantNameOf(variant, finding) : null,
            _ => null,
        },
    };

    private static TypeMember? Renamed(EquatableArray<TypeMember> deployed, Finding finding) =>
        deployed.FirstOrDefault(member => (member.SourceName ?? member.Name) == finding.Old);

    private static Solution? WithProperty(Finding finding, string old)
    {
        if (finding.Node<VariableDeclaratorSyntax>() is not { Parent.Parent: FieldDeclarationSyntax { Declaration.Variables.Count: 1,
            Parent: TypeDeclarationSyntax row } field } declarator)
        {
            return null;
        }
        var name = declarator.Identifier.ValueText;
        var isStruct = row.IsKind(SyntaxKind.StructDeclaration);
        var property = SyntaxFactory.ParseMemberDeclaration(
            $"public {field.Declaration.Type.WithoutTrivia()} {CSharpNames.Escaped(name)} {{ {(isStruct ? "readonly " : "")}get => {CSharpNames.Escaped(old)}; set => {CSharpNames.Escaped(old)} = value; }}")!;
        var last = row.Members.LastIndexOf(FieldOrder.IsColumn);
        while (last + 1 < row.Members.Count && row.Members[last + 1].IsKind(SyntaxKind.PropertyDeclaration))
        {
            last++;
        }
        var renamed = row.ReplaceToken(
            declarator.Identifier, SyntaxFactory.ParseToken(CSharpNames.Escaped(old)).WithTriviaFrom(declarator.Identifier));
        return finding.With(finding.Root.ReplaceNode(row, renamed.WithInserted(last + 1, property)));
    }
}
