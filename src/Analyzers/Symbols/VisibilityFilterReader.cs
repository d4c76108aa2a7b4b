using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>The SQL of a <c>[ClientVisibilityFilter] public static readonly Filter X = new Filter.Sql("…")</c>.</summary>
internal static class VisibilityFilterReader
{
    /// <summary>Null where it is known only when the module runs: the generators register what the field holds then.</summary>
    public static string? Sql(IFieldSymbol field, Compilation compilation, CancellationToken cancellation) =>
        Initializer(field, cancellation) is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [var argument, ..] }
            ? Text(argument.Expression, compilation, cancellation)
            : null;

    /// <summary>A constant, or a static field that is set to one where it is declared and never again.</summary>
    private static string? Text(ExpressionSyntax expression, Compilation compilation, CancellationToken cancellation)
    {
        var model = compilation.GetSemanticModel(expression.SyntaxTree);
        if (model.GetConstantValue(expression, cancellation) is { HasValue: true } constant)
        {
            return constant.Value as string;
        }
        return model.GetSymbolInfo(Operand(expression), cancellation).Symbol is IFieldSymbol { IsStatic: true, IsReadOnly: true } text
            && Initializer(text, cancellation) is { } initializer
            && compilation.GetSemanticModel(initializer.SyntaxTree)
                .GetConstantValue(initializer, cancellation) is { HasValue: true, Value: string sql }
            && !HasStaticConstructor(text.ContainingType)
                ? sql
                : null;
    }

    private static ExpressionSyntax? Initializer(IFieldSymbol field, CancellationToken cancellation) =>
        field.DeclaringSyntaxReferences is [var reference]
            && reference.GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: var value }
            ? Operand(value)
            : null;

    /// <summary>What parentheses, casts and a null-forgiving operator leave as it is.</summary>
    private static ExpressionSyntax Operand(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax parenthesized => Operand(parenthesized.Expression),
        CastExpressionSyntax cast => Operand(cast.Expression),
        PostfixUnaryExpressionSyntax forgiven => Operand(forgiven.Operand),
        _ => expression,
    };

    private static bool HasStaticConstructor(INamedTypeSymbol type) =>
        type.StaticConstructors.Any(static constructor => !constructor.IsImplicitlyDeclared);
}
