using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>The SQL of a <c>[ClientVisibilityFilter] public static readonly Filter X = new Filter.Sql("…")</c>.</summary>
internal static class VisibilityFilterReader
{
    /// <summary>Null where it is no constant.</summary>
    public static string? Sql(IFieldSymbol field, Compilation compilation, CancellationToken cancellation)
    {
        if (field.DeclaringSyntaxReferences is not [var reference]
            || reference.GetSyntax(cancellation) is not VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [var argument, ..] } })
        {
            return null;
        }
        var constant = compilation.GetSemanticModel(reference.SyntaxTree).GetConstantValue(argument.Expression, cancellation);
        return constant is { HasValue: true, Value: string sql } ? sql : null;
    }
}
