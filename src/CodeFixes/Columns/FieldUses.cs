using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace SpacetimeSchema.Analyzers.CodeFixes.Columns;

/// <summary>What the code does with a field.</summary>
internal static class FieldUses
{
    /// <summary>
    /// Whether the code compiles with the field nullable: a nullable reference costs warnings at most, a nullable value must not be
    /// read as if it were there.
    /// </summary>
    public static async Task<bool> AllowNullableAsync(Solution solution, IFieldSymbol field, CancellationToken cancellation)
    {
        if (field.Type.IsReferenceType)
        {
            return true;
        }
        foreach (var reference in await SymbolFinder.FindReferencesAsync(field, solution, cancellation).ConfigureAwait(false))
        {
            foreach (var location in reference.Locations)
            {
                var root = await location.Document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
                if (root?.FindNode(location.Location.SourceSpan, getInnermostNodeForTie: true) is not { } node || !IsWrite(node))
                {
                    return false;
                }
            }
        }
        return true;
    }

    /// <summary><c>x.Field = …</c>, or <c>Field = …</c> in an initializer.</summary>
    private static bool IsWrite(SyntaxNode node)
    {
        var target = node.Parent is MemberAccessExpressionSyntax access && access.Name == node ? access : node;
        return target.Parent is AssignmentExpressionSyntax { RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.SimpleAssignmentExpression } assignment
            && assignment.Left == target;
    }
}
