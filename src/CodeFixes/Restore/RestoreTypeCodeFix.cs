using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.CodeFixes.Columns;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers.CodeFixes.Restore;

/// <summary>Gives a column, or a field of a stored type, its deployed type again.</summary>
internal sealed class RestoreTypeCodeFix : SchemaCodeFix
{
    public const string EquivalenceKey = "RestoreType";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        PublishRules.ColumnRetyped.Id, PublishRules.FieldChanged.Id);

    public override Task<IReadOnlyList<Proposal>> ProposeAsync(Finding finding, CancellationToken cancellation)
    {
        if (finding.Kind is not (ChangeKind.ColumnRetyped or ChangeKind.FieldRetyped)
            || finding.Node<VariableDeclaratorSyntax>() is not { Parent.Parent: FieldDeclarationSyntax field } declarator
            || FieldList.Of(finding) is not { } fields || fields.TypeOf(finding.Member) is not { } type)
        {
            return Only(null);
        }
        var index = field.Declaration.Variables.IndexOf(declarator);
        var restored = field.Split(Layout.EndOfLine(field)).Select((single, i) => i != index ? single : single.WithDeclaration(
            single.Declaration.WithType(SyntaxFactory.ParseTypeName(type).WithTriviaFrom(single.Declaration.Type))));
        return Only(DeployedType.Add(finding.Root.ReplaceNode(field, restored), finding, fields.Types.Missing) is { } root
            ? new($"Change '{declarator.Identifier.ValueText}' back to {type}", EquivalenceKey, finding.With(root))
            : null);
    }
}
