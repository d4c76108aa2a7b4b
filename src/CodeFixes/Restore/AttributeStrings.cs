using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeSchema.Analyzers.CodeFixes.Restore;

/// <summary>
/// Names of fields in attributes, which mean the field of a row by its name: a rename by symbol does not see all of them.
/// </summary>
internal static class AttributeStrings
{
    /// <summary>
    /// In <c>Columns = new[] { "Name" }</c> and <c>ScheduledAt = "Name"</c> of the row, and <c>PrimaryKey = "Name"</c> of a view of it;
    /// also where it is written as <c>nameof(Name)</c>, which may mean something else now.
    /// </summary>
    public static async Task<Solution> RenameAsync(
        Solution solution, ProjectId project, INamedTypeSymbol row, string old, string @new, CancellationToken cancellation)
    {
        foreach (var document in solution.GetProject(project)!.Documents)
        {
            if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root)
            {
                continue;
            }
            var names = root.DescendantNodes().OfType<AttributeArgumentSyntax>()
                .Where(argument => IsOfRow(argument, row) || IsOfView(argument, row.Name))
                .SelectMany(static argument => argument.Expression.DescendantNodesAndSelf())
                .Where(node => NameIn(node) == old)
                .ToArray();
            if (names.Length > 0)
            {
                solution = solution.WithDocumentSyntaxRoot(
                    document.Id,
                    root.ReplaceNodes(names, (node, _) => (node is LiteralExpressionSyntax
                        ? (SyntaxNode)SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(@new))
                        : SyntaxFactory.IdentifierName(CSharpNames.Escaped(@new))).WithTriviaFrom(node)));
            }
        }
        return solution;
    }

    private static bool IsOfRow(AttributeArgumentSyntax argument, INamedTypeSymbol row) =>
        argument.NameEquals?.Name.Identifier.ValueText is "Columns" or "ScheduledAt"
        && argument.Parent?.Parent?.Parent?.Parent is TypeDeclarationSyntax type && Names(type).SequenceEqual(Names(row));

    /// <summary>From the inside: namespaces and types may have the same simple name elsewhere.</summary>
    private static IEnumerable<string> Names(TypeDeclarationSyntax type) => type.AncestorsAndSelf().SelectMany(static node => node switch
    {
        BaseTypeDeclarationSyntax declared => [declared.Identifier.ValueText],
        BaseNamespaceDeclarationSyntax @namespace =>
            @namespace.Name.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Select(static name => name.Identifier.ValueText).Reverse(),
        _ => [],
    });

    private static IEnumerable<string> Names(INamedTypeSymbol type)
    {
        for (ISymbol? symbol = type; symbol is INamedTypeSymbol
            or INamespaceSymbol { IsGlobalNamespace: false }; symbol = symbol.ContainingSymbol)
        {
            yield return symbol.Name;
        }
    }

    private static bool IsOfView(AttributeArgumentSyntax argument, string row) =>
        argument.NameEquals?.Name.Identifier.ValueText == "PrimaryKey"
        && argument.Parent?.Parent?.Parent?.Parent is MethodDeclarationSyntax method
        && method.ReturnType.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(name => name.Identifier.ValueText == row);

    /// <summary>Of a string, or of what stands last in <c>nameof</c>.</summary>
    private static string? NameIn(SyntaxNode node) => node switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText,
        IdentifierNameSyntax { Parent: ArgumentSyntax or MemberAccessExpressionSyntax { Parent: ArgumentSyntax } } name
            when name.Parent is not MemberAccessExpressionSyntax access || access.Name == name => name.Identifier.ValueText,
        _ => null,
    };
}
