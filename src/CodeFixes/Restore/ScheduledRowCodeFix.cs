using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.CodeFixes.Restore;

/// <summary>Lets the function of a schedule take a row of its table and nothing else, as the server demands.</summary>
internal sealed class ScheduledRowCodeFix : SchemaCodeFix
{
    public const string EquivalenceKey = "TakeScheduledRow";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(PublishRules.RefusedModule.Id);

    public override async Task<IReadOnlyList<Proposal>> ProposeAsync(Finding finding, CancellationToken cancellation)
    {
        if (finding.Kind != ChangeKind.ScheduleInvalid
            || finding.Source.Tables.FirstOrDefault(table => table.Schema.Name == finding.Owner)?.RowType is not { } row
            || finding.Source.SymbolOf(
                SchemaElement.Function(finding.Old)) is not IMethodSymbol { DeclaringSyntaxReferences: [var reference, ..] } function
            || await reference.GetSyntaxAsync(cancellation)
                .ConfigureAwait(false) is not MethodDeclarationSyntax { ParameterList: { Parameters: [var context, ..] } list }
            || finding.Document.Project.GetDocument(reference.SyntaxTree) is not { } document
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model)
        {
            return [];
        }
        var type = row.ToMinimalDisplayString(model, list.SpanStart);
        var taken = function.Parameters.Skip(1).ToList().FindIndex(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, row));
        var parameter = taken >= 0
            ? list.Parameters[taken + 1]
            : SyntaxFactory.Parameter(SyntaxFactory.Identifier("row"))
                .WithType(SyntaxFactory.ParseTypeName(type).WithTrailingTrivia(SyntaxFactory.Space));
        var changed = list.WithParameters(SyntaxFactory.SeparatedList(
            new[] { context, parameter.WithTrailingTrivia(list.Parameters.Last().GetTrailingTrivia()) },
            new[] { SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space) }));
        var root = (await reference.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false)).ReplaceNode(list, changed);
        return [new(
            $"Let '{function.Name}' take a row of '{type}' and nothing else",
            EquivalenceKey,
            document.WithSyntaxRoot(root).Project.Solution)];
    }
}
