using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>The SQL of a <c>[ClientVisibilityFilter] public static readonly Filter X = new Filter.Sql("…")</c>.</summary>
internal static class VisibilityFilterReader
{
    /// <summary>The property of the record that the generators make of the variant. Source: <c>BSATN.Codegen/Type.cs</c>.</summary>
    private const string Property = "Sql_";

    /// <summary>Null where it is known only when the module runs: the generators register what the field holds then.</summary>
    public static string? Sql(IFieldSymbol field, Compilation compilation, CancellationToken cancellation) =>
        Value(field, compilation, cancellation)
            is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [var argument, ..] } creation
            && Argument(argument, creation.Initializer) is { } text
            ? Text(text, compilation, cancellation)
            : null;

    /// <summary>An object initializer sets the text again.</summary>
    private static ExpressionSyntax? Argument(ArgumentSyntax argument, InitializerExpressionSyntax? initializer) =>
        initializer is not { Expressions.Count: > 0 } ? argument.Expression
        : initializer.Expressions.Last() is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: Property } } set
            ? set.Right
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
            && Constructors(text.ContainingType).IsEmpty
                ? sql
                : null;
    }

    private static ExpressionSyntax? Initializer(IFieldSymbol field, CancellationToken cancellation) =>
        field.DeclaringSyntaxReferences is [var reference]
            && reference.GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: var value }
            ? Operand(value)
            : null;

    /// <summary>What the static constructor sets the field to, where it names it at all; else what it is declared with.</summary>
    private static ExpressionSyntax? Value(IFieldSymbol field, Compilation compilation, CancellationToken cancellation)
    {
        if (Constructors(field.ContainingType) is not [{ DeclaringSyntaxReferences: [var reference] }]
            || reference.GetSyntax(cancellation) is not ConstructorDeclarationSyntax constructor)
        {
            return Initializer(field, cancellation);
        }
        return constructor.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == field.Name).ToArray() switch
        {
            [] => Initializer(field, cancellation),
            [{ Parent: AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax { Parent: BlockSyntax block } } set } name]
                when set.IsKind(SyntaxKind.SimpleAssignmentExpression) && set.Left == name && block.Parent == constructor
                    && !MayEndEarly(constructor)
                    && SymbolEqualityComparer.Default.Equals(
                        compilation.GetSemanticModel(name.SyntaxTree).GetSymbolInfo(name, cancellation).Symbol, field) =>
                Operand(set.Right),
            _ => null,
        };
    }

    private static bool MayEndEarly(ConstructorDeclarationSyntax constructor) =>
        constructor.DescendantNodes().Any(static node => node is ReturnStatementSyntax or GotoStatementSyntax);

    /// <summary>What parentheses, casts and a null-forgiving operator leave as it is.</summary>
    private static ExpressionSyntax Operand(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax parenthesized => Operand(parenthesized.Expression),
        CastExpressionSyntax cast => Operand(cast.Expression),
        PostfixUnaryExpressionSyntax forgiven => Operand(forgiven.Operand),
        _ => expression,
    };

    private static ImmutableArray<IMethodSymbol> Constructors(INamedTypeSymbol type) =>
        type.StaticConstructors.RemoveAll(static constructor => constructor.IsImplicitlyDeclared);
}
