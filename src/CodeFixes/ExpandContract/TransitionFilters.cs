using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.CodeFixes.Attributes;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.CodeFixes.ExpandContract;

/// <summary>Filters of the old table for the new one: what it hides from clients must not come to them out of another table.</summary>
internal static class TransitionFilters
{
    /// <summary>Null where only a person can say what the new table has to hide.</summary>
    public static async Task<Solution?> AddAsync(
        Solution solution, Finding finding, TableTransition transition, CancellationToken cancellation)
    {
        if (!transition.Table.Schema.IsPublic)
        {
            return solution;
        }
        var source = finding.Source;
        if (!source.Schema.KnowsVisibilityFilters)
        {
            return null;
        }
        foreach (var sql in source.Schema.VisibilityFilters)
        {
            if (VisibilityFilterQuery.Read(sql).Query is not { } query)
            {
                return null;
            }
            if (TableOf(query.Selected!.Table.Text, finding, transition) is null)
            {
                continue;
            }
            if (Moved(sql, finding, transition) is not { } moved
                || source.Symbols[SchemaElement.VisibilityFilter(sql)] is not IFieldSymbol field
                || await AddAsync(solution, field, moved, finding, cancellation).ConfigureAwait(false) is not { } added)
            {
                return null;
            }
            solution = added;
        }
        return solution;
    }

    /// <summary>By the same of its two names; null for another table.</summary>
    private static string? TableOf(string name, Finding finding, TableTransition transition) =>
        name == transition.Deployed.Name ? CaseConversion.ToCanonical(transition.NewAccessor, finding.Source.Schema.AppliedPolicy)
        : name == transition.OldAccessor ? transition.NewAccessor
        : null;

    private static string? Moved(string sql, Finding finding, TableTransition transition) =>
        VisibilityFilterQuery.Moved(
            sql,
            name => TableOf(name, finding, transition),
            name => transition.Columns.FirstOrDefault(column => column.Old?.Name == name || column.OldName == name) is
                { New: { } field, NewColumn: { } column, IsSame: true, Old: { } old }
                    ? old.Name == name ? column.Name : field.Name
                    : null);

    /// <summary>Behind the one of the old table.</summary>
    private static async Task<Solution?> AddAsync(
        Solution solution, IFieldSymbol field, string sql, Finding finding, CancellationToken cancellation)
    {
        var name = field.Name + "V2";
        if (field.DeclaringSyntaxReferences is not [var reference] || !field.ContainingType.GetMembers(name).IsEmpty
            || finding.Document.Project.GetDocument(reference.SyntaxTree)?.Id is not { } id
            || await solution.GetDocument(id)!.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root
            || root.DescendantNodes().OfType<FieldDeclarationSyntax>().Where(declaration => IsDeclared(declaration, field)).ToArray() is not
                [{ Declaration.Variables: [{ Initializer.Value: { } value }] } declaration]
            || value.DescendantNodesAndSelf().OfType<BaseObjectCreationExpressionSyntax>().FirstOrDefault() is not
                { Initializer: null, ArgumentList.Arguments: [var argument, ..] })
        {
            return null;
        }
        var text = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(sql));
        var added = declaration.ReplaceNode(argument.Expression, text.WithTriviaFrom(argument.Expression));
        var variable = added.Declaration.Variables[0];
        added = added.ReplaceToken(variable.Identifier, SyntaxFactory.Identifier(name).WithTriviaFrom(variable.Identifier))
            .WithLeadingTrivia(Layout.Indentation(declaration)).WithTrailingTrivia(Layout.EndOfLine(declaration));
        return solution.WithDocumentSyntaxRoot(id, root.InsertNodesAfter(declaration, [added]));
    }

    /// <summary>The type may have got another name on the way.</summary>
    private static bool IsDeclared(FieldDeclarationSyntax declaration, IFieldSymbol field) =>
        declaration.Declaration.Variables.Any(variable => variable.Identifier.ValueText == field.Name)
        && declaration.AttributeLists.SelectMany(static list => list.Attributes)
            .Any(static attribute => attribute.IsCalled("ClientVisibilityFilter"));
}
