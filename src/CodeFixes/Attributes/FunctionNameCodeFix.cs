using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.CodeFixes.Attributes;

/// <summary>Keeps the deployed name of a reducer or procedure in the database, by which clients call it and tables schedule it.</summary>
internal sealed class FunctionNameCodeFix : SchemaCodeFix
{
    public const string EquivalenceKey = "KeepFunctionName";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        ClientRules.FunctionRemoved.Id, PublishRules.ScheduleChanged.Id);

    public override Task<IReadOnlyList<Proposal>> ProposeAsync(Finding finding, CancellationToken cancellation) => Only(finding.Kind switch
    {
        ChangeKind.FunctionRenamed => Propose(finding, finding.DeployedOwner, finding.Owner, cancellation),
        ChangeKind.ScheduleChanged => OfSchedule(finding, cancellation),
        _ => null,
    });

    /// <summary>The scheduled function was renamed, or its name in the database was.</summary>
    private static Proposal? OfSchedule(Finding finding, CancellationToken cancellation) =>
        finding.Deployed.Table(finding.Owner)?.Schedule is { Function: var before }
        && finding.Source.Schema.Table(finding.Owner)?.Schedule is { Function: var after }
        && before != after && finding.Source.Schema.Function(before) is null && finding.Deployed.Function(after) is null
            ? Propose(finding, before, after, cancellation)
            : null;

    /// <summary>It may stand in another file than the finding.</summary>
    private static Proposal? Propose(Finding finding, string before, string after, CancellationToken cancellation)
    {
        if (finding.Source.SymbolOf(SchemaElement.Function(after)) is not { } method
            || (method.Attribute(finding.KnownTypes.Reducer)
                ?? method.Attribute(finding.KnownTypes.Procedure))?.ApplicationSyntaxReference is not { } reference
            || finding.Document.Project.GetDocument(reference.SyntaxTree) is not { } document
            || reference.GetSyntax(cancellation) is not AttributeSyntax attribute)
        {
            return null;
        }
        var root = reference.SyntaxTree.GetRoot(cancellation).ReplaceNode(attribute, attribute.WithArgument("Name", $"\"{before}\""));
        return new(
            $"Keep the name '{before}' of '{method.Name}' in the database", EquivalenceKey, document.WithSyntaxRoot(root).Project.Solution);
    }
}
