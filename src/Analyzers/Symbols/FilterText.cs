using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>The literal that a client visibility filter is made of.</summary>
internal static class FilterText
{
    /// <summary>A part of its SQL; null where that is put together, or a literal of it has escapes or is indented.</summary>
    public static Location? Place(IFieldSymbol field, string sql, (int Start, int Length) part, CancellationToken cancellation)
    {
        if (field.DeclaringSyntaxReferences is not [var reference]
            || reference.GetSyntax(cancellation) is not VariableDeclaratorSyntax
            {
                Initializer.Value: BaseObjectCreationExpressionSyntax
                {
                    Initializer: null, ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax { Token: var literal } }]
                }
            }
            || literal.Value as string != sql || literal.Text.IndexOf(sql, StringComparison.Ordinal) is not (>= 0 and var start))
        {
            return null;
        }
        return part.Length == 0
            ? literal.GetLocation()
            : Location.Create(reference.SyntaxTree, new TextSpan(literal.SpanStart + start + part.Start, part.Length));
    }
}
