using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.CodeFixes.Attributes;
using SpacetimeSchema.Analyzers.CodeFixes.Columns;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.CodeFixes.Restore;

/// <summary>Makes a field again of what the generators pass over since it is a property, static or a constant.</summary>
internal sealed class FieldAgainCodeFix : SchemaCodeFix
{
    public const string EquivalenceKey = "FieldAgain";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        PublishRules.ColumnRemoved.Id, PublishRules.FieldChanged.Id);

    public override Task<IReadOnlyList<Proposal>> ProposeAsync(Finding finding, CancellationToken cancellation)
    {
        if (RestoreFieldCodeFix.Removed(finding) is not { } canonical || FieldList.Of(finding) is not { } fields
            || finding.Model.GetDeclaredSymbol(fields.Declaration, cancellation) is not INamedTypeSymbol type
            || fields.NameOf(canonical) is var name && PassedOver.Member(type, name) is not { } member
            || member.DeclaringSyntaxReferences is not [var reference]
            || reference.GetSyntax(cancellation).FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } declared
            || declared.Parent != fields.Declaration
            || Again(finding, fields, canonical, declared, member) is not { } field
            || fields.WithReplaced(declared, field) is not { } restored)
        {
            return Only(null);
        }
        return Only(DeployedType.Add(finding.Root.ReplaceNode(fields.Declaration, restored), finding, fields.Types.Missing) is { } root
            ? new($"Make '{name}' a field again", EquivalenceKey, finding.With(root))
            : null);
    }

    /// <summary>With the attributes that it has, and those that it was deployed with.</summary>
    private static IEnumerable<MemberDeclarationSyntax>? Again(
        Finding finding, FieldList fields, string canonical, MemberDeclarationSyntax declared, ISymbol member)
    {
        if (fields.NewDeclaration(fields.IndexOf(canonical)) is not { } deployed)
        {
            return null;
        }
        var variable = deployed.Declaration.Variables[0];
        switch (declared)
        {
            // What one computes would be lost.
            case PropertyDeclarationSyntax
                {
                    ExpressionBody: null, ExplicitInterfaceSpecifier: null, AccessorList.Accessors: var accessors
                } property
                when accessors.All(static accessor => accessor is { Body: null, ExpressionBody: null })
                    && !property.AccessorList.DescendantTrivia(property.AccessorList.Span).Any(static trivia => trivia.IsComment()):
                return [Field(property, property.Type, fields.WithInitialValue(variable, property.Initializer, canonical))];
            case FieldDeclarationSyntax field:
                var endOfLine = Layout.EndOfLine(fields.Declaration);
                return field.Split(endOfLine).Select((single, i) => field.Declaration.Variables[i].Identifier.ValueText != member.Name
                    ? single
                    : Field(single, field.Declaration.Type, variable));
            default:
                return null;
        }

        MemberDeclarationSyntax Field(MemberDeclarationSyntax old, TypeSyntax type, VariableDeclaratorSyntax declarator)
        {
            var same = finding.Model.GetSpeculativeTypeInfo(
                declared.SpanStart, deployed.Declaration.Type, SpeculativeBindingOption.BindAsTypeOrNamespace).Type;
            var isSame = SymbolEqualityComparer.Default.Equals(same, finding.Model.GetTypeInfo(type).Type);
            var kept = old.Modifiers.Where(static modifier => modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword
                or SyntaxKind.PrivateKeyword or SyntaxKind.ProtectedKeyword);
            var field = SyntaxFactory.FieldDeclaration(SyntaxFactory.VariableDeclaration(
                    (isSame ? type : deployed.Declaration.Type).WithoutTrivia().WithTrailingTrivia(SyntaxFactory.Space),
                    SyntaxFactory.SingletonSeparatedList(declarator)))
                .WithModifiers(SyntaxFactory.TokenList(kept.Select(static modifier =>
                    modifier.WithoutTrivia().WithTrailingTrivia(SyntaxFactory.Space))))
                .WithAttributeLists(SyntaxFactory.List(old.AttributeLists.Select(static list => list.WithTarget(null))))
                .WithLeadingTrivia(old.GetLeadingTrivia());
            foreach (var attribute in deployed.AttributeLists.SelectMany(static list => list.Attributes))
            {
                var attributeName = attribute.Name.ToString();
                if (!old.AttributeLists.SelectMany(static list => list.Attributes)
                    .Any(present => present.IsCalled(attributeName.Split('.').Last())))
                {
                    field = field.WithAttribute(attribute.ToString(), fields.Declaration);
                }
            }
            return field.WithTrailingTrivia(old.GetTrailingTrivia());
        }
    }
}
