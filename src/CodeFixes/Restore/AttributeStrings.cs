using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeSchema.Analyzers.CodeFixes.Restore;

/// <summary>Names of fields that attributes of a row hold as strings, which a rename by symbol does not see.</summary>
internal static class AttributeStrings
{
    /// <summary>In <c>Columns = new[] { "Name" }</c> and <c>ScheduledAt = "Name"</c>.</summary>
    /// <param name="before">The solution that <paramref name="row"/> is of; <paramref name="solution"/> was made of it.</param>
    public static async Task<Solution> RenameAsync(
        Solution solution, Solution before, INamedTypeSymbol row, string old, string @new, CancellationToken cancellation)
    {
        foreach (var reference in row.DeclaringSyntaxReferences)
        {
            // Generators declare parts of a row as well: those are no documents that could be edited.
            if (before.GetDocument(reference.SyntaxTree) is not { } document
                || solution.GetDocument(document.Id) is not { } edited
                || await edited.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root)
            {
                continue;
            }
            var literals = root.DescendantNodes().OfType<TypeDeclarationSyntax>()
                .Where(type => type.Identifier.ValueText == row.Name)
                .SelectMany(static type => type.AttributeLists)
                .SelectMany(static list => list.Attributes)
                .SelectMany(static attribute => attribute.ArgumentList?.Arguments ?? [])
                .Where(static argument => argument.NameEquals?.Name.Identifier.ValueText is "Columns" or "ScheduledAt")
                .SelectMany(static argument => argument.DescendantNodes().OfType<LiteralExpressionSyntax>())
                .Where(literal => literal.Token.ValueText == old)
                .ToArray();
            if (literals.Length > 0)
            {
                solution = solution.WithDocumentSyntaxRoot(document.Id, root.ReplaceNodes(literals, (literal, _) =>
                    SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(@new)).WithTriviaFrom(literal)));
            }
        }
        return solution;
    }
}
