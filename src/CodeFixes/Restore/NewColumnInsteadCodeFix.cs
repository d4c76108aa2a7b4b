using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Rename;
using SpacetimeSchema.Analyzers.CodeFixes.Columns;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers.CodeFixes.Restore;

/// <summary>
/// Gives a column its deployed type again, beside a new column of the new type that the code goes on with: the old one stays, for
/// its rows and for old clients.
/// </summary>
internal sealed class NewColumnInsteadCodeFix : SchemaCodeFix
{
    public const string EquivalenceKey = "RestoreTypeWithNewColumn";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(PublishRules.ColumnRetyped.Id);

    public override ImmutableArray<string> AlternativeKeys { get; } = ImmutableArray.Create(EquivalenceKey);

    public override async Task<IReadOnlyList<Proposal>> ProposeAsync(Finding finding, CancellationToken cancellation) =>
        finding.Kind == ChangeKind.ColumnRetyped
        && finding.Node<VariableDeclaratorSyntax>() is { Parent.Parent: FieldDeclarationSyntax { Declaration.Variables.Count: 1 } } declarator
        && FieldList.Of(finding) is { } fields && fields.TypeOf(finding.Member) is { } type && fields.Types.Missing.Count == 0
        && await ProposeAsync(finding, declarator, fields, type, cancellation).ConfigureAwait(false) is { } proposal
            ? [proposal]
            : [];

    private static async Task<Proposal?> ProposeAsync(
        Finding finding, VariableDeclaratorSyntax declarator, FieldList fields, string type, CancellationToken cancellation)
    {
        var (name, newName) = (declarator.Identifier.ValueText, declarator.Identifier.ValueText + "V2");
        if (finding.Model.GetDeclaredSymbol(declarator, cancellation) is not IFieldSymbol symbol
            || !symbol.ContainingType.GetMembers(newName).IsEmpty
            || finding.Deployed.Table(finding.Owner) is not { } table || table.Column(finding.Member) is not { } column
            || table.PrimaryKey == column.Name || table.IsConstrained(column.Name) || column.IsAutoInc
            || table.Schedule?.AtColumn == column.Name)
        {
            return null;
        }
        // Where no constant can be the default, the old rows have none.
        var literal = InitialLiteral.For(declarator, symbol.Type, finding.Model, finding.KnownTypes);
        var mark = new SyntaxAnnotation();
        var field = (FieldDeclarationSyntax)declarator.Parent!.Parent!;
        var marked = finding.With(finding.Root.ReplaceNode(field, field.WithAdditionalAnnotations(mark)));
        var document = marked.GetDocument(finding.Document.Id)!;
        var markedRoot = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        var model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        var markedField = (FieldDeclarationSyntax)markedRoot.GetAnnotatedNodes(mark).Single();
        var renamed = await Renamer.RenameSymbolAsync(
            marked,
            model.GetDeclaredSymbol(markedField.Declaration.Variables[0], cancellation)!,
            new SymbolRenameOptions(),
            newName,
            cancellation).ConfigureAwait(false);
        var root = (await renamed.GetDocument(finding.Document.Id)!.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        var moved = (FieldDeclarationSyntax)root.GetAnnotatedNodes(mark).Single();
        var row = (TypeDeclarationSyntax)moved.Parent!;
        if (ConditionalColumns.AreFrom(moved, row))
        {
            return null;
        }
        var old = moved.WithDeclaration(moved.Declaration
            .WithType(SyntaxFactory.ParseTypeName(type).WithTriviaFrom(moved.Declaration.Type))
            .WithVariables(SyntaxFactory.SingletonSeparatedList(fields.AsDeployed(declarator, finding.Member))));
        var added = (literal is null ? moved.WithNullableType() : moved)
            .WithAttributeLists([]).WithLeadingTrivia(Layout.MemberIndentation(row))
            .WithAttribute(finding.Model.DefaultAttribute(declarator.SpanStart, finding.KnownTypes, literal ?? DefaultLiteral.Null), row)
            .WithoutTrivia();
        var withOld = row.ReplaceNode(moved, old);
        var last = withOld.Members.LastIndexOf(FieldOrder.IsColumn);
        return new(
            $"Keep '{name}' as {type}, and go on with a new {(literal is null ? "nullable " : "")}column '{newName}' at the end",
            EquivalenceKey,
            renamed.WithDocumentSyntaxRoot(
                finding.Document.Id, root.ReplaceNode(row, withOld.WithInserted(last + 1, added))));
    }
}
