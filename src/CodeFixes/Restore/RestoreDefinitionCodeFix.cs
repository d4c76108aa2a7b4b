using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Text;
using SpacetimeSchema.Analyzers.CodeFixes.Columns;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.CodeFixes.Restore;

/// <summary>Declares a stored type as what it was, where an enum, a tagged enum or a product became another of these.</summary>
internal sealed class RestoreDefinitionCodeFix : SchemaCodeFix
{
    public const string EquivalenceKey = "RestoreDefinition";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        PublishRules.ColumnRetyped.Id, PublishRules.FieldChanged.Id, PublishRules.VariantChanged.Id, PublishRules.VariantGrowsType.Id);

    public override async Task<IReadOnlyList<Proposal>> ProposeAsync(Finding finding, CancellationToken cancellation)
    {
        foreach (var (declared, deployed) in Candidates(finding))
        {
            if (finding.Source.Symbols.TryGetValue(SchemaElement.Type(declared), out var symbol)
                && symbol.Attribute(finding.KnownTypes.Type)?.AttributedDeclaration(symbol) is { } reference
                && finding.Document.Project.GetDocument(reference.SyntaxTree) is { } document
                && reference.GetSyntax(cancellation) is BaseTypeDeclarationSyntax declaration
                && finding.Deployed.Type(deployed) is { } type && DeclaredForms.Of(type.Definition) is { } form
                && form != DeclaredForms.Of(declaration)
                && HasNothingElse(declaration)
                && await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model
                && Restore(
                    finding with { Document = document, Root = reference.SyntaxTree.GetRoot(cancellation), Model = model },
                    declaration,
                    type) is { } solution)
            {
                return [new(
                    $"Declare '{symbol.Name}' as the {form.Word()} that is deployed{(HasComment(declaration) ? ", without the comments in it" : "")}",
                    EquivalenceKey,
                    solution)];
            }
        }
        return [];
    }

    /// <summary>The types that the edited element is, or that it holds: as they are called now, and in the database.</summary>
    private static IEnumerable<(string Declared, string Deployed)> Candidates(Finding finding)
    {
        var held = finding.Kind switch
        {
            ChangeKind.ColumnRetyped => finding.Deployed.Table(finding.Owner)?.Column(finding.Member)?.Type,
            ChangeKind.FieldRetyped => finding.Deployed.Resolve(finding.DeployedOwner),
            _ => null,
        };
        var names = held is null ? [] : TypeClosure.NamedIn([held]).Distinct().Select(static name => (name, name));
        return finding.Kind == ChangeKind.ColumnRetyped ? names : names.Prepend((finding.Owner, finding.DeployedOwner));
    }

    /// <summary>Methods and the like would be lost.</summary>
    private static bool HasNothingElse(BaseTypeDeclarationSyntax declaration) =>
        declaration is EnumDeclarationSyntax
            || (declaration is TypeDeclarationSyntax type && type.Members.All(static member => member is FieldDeclarationSyntax));

    /// <summary>They are of members that go.</summary>
    private static bool HasComment(BaseTypeDeclarationSyntax declaration) => declaration
        .DescendantTrivia(TextSpan.FromBounds(declaration.Identifier.SpanStart, declaration.Span.End))
        .Any(static trivia => trivia.IsComment());

    private static Solution? Restore(Finding finding, BaseTypeDeclarationSyntax declaration, TypeSchema type)
    {
        var types = new CSharpTypeName(finding, declaration.SpanStart);
        if (DeployedType.Declaration(finding, type, declaration.Identifier.ValueText, types) is not { } restored)
        {
            return null;
        }
        var access = declaration.Modifiers.Where(static modifier =>
            modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.PrivateKeyword
                or SyntaxKind.ProtectedKeyword);
        var partial = restored.Modifiers.Where(static modifier => modifier.IsKind(SyntaxKind.PartialKeyword));
        restored = (BaseTypeDeclarationSyntax)restored
            .WithModifiers(
                SyntaxFactory.TokenList(
                    access.Concat(partial).Select(static modifier => modifier.WithoutTrivia().WithTrailingTrivia(SyntaxFactory.Space))))
            .WithAttributeLists(declaration.AttributeLists)
            .WithTriviaFrom(declaration)
            .WithAdditionalAnnotations(Formatter.Annotation);
        return DeployedType.Add(finding.Root.ReplaceNode(declaration, restored), finding, types.Missing) is { } root
            ? finding.With(root)
            : null;
    }
}
