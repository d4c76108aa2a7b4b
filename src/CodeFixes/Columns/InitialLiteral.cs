using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.CodeFixes.Columns;

/// <summary>
/// What a field begins with as the argument of <c>[Default]</c>, so that the rows that are there get what new ones have.
/// </summary>
internal static class InitialLiteral
{
    /// <summary>Neutral where the field begins with no constant that a default can be; null where no constant can.</summary>
    public static string? For(VariableDeclaratorSyntax declarator, ITypeSymbol type, SemanticModel model, KnownTypes knownTypes) =>
        DefaultLiteral.For(type, model, declarator.SpanStart) is not { } neutral ? null
        : declarator.Initializer is { Value: var value } && model.ClassifyConversion(value, type).IsImplicit
            && model.GetConstantValue(value) is { Value: { } constant }
            && Of(constant, type, declarator.SpanStart, model, knownTypes) is { } literal
            ? literal
            : neutral;

    private static string? Of(object constant, ITypeSymbol type, int position, SemanticModel model, KnownTypes knownTypes)
    {
        var plain = type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T ? ((INamedTypeSymbol)type).TypeArguments[0] : type;
        var value = AsStored(constant, plain);
        var literal = value switch
        {
            bool flag => flag ? "true" : "false",
            string text => SymbolDisplay.FormatLiteral(text, quote: true),
            float number => NumberLiteral.OfFloat(number),
            double number => NumberLiteral.OfDouble(number),
            _ when plain.TypeKind == TypeKind.Enum => DefaultLiteral.Member((INamedTypeSymbol)plain, value, model, position),
            _ => DefaultConversion.Integer(value) is { } number ? NumberLiteral.OfInteger(number) : null,
        };
        return literal is not null && DefaultConversion.Of(PastedText.Constant(value, knownTypes), type) is { Problem: null, StoredAs: null }
            ? literal
            : null;
    }

    /// <summary>As the field converts it: a character is a number there.</summary>
    private static object AsStored(object constant, ITypeSymbol type)
    {
        var value = constant is char character ? (int)character : constant;
        return type.SpecialType switch
        {
            SpecialType.System_Single => Convert.ToSingle(value, CultureInfo.InvariantCulture),
            SpecialType.System_Double => Convert.ToDouble(value, CultureInfo.InvariantCulture),
            _ => value,
        };
    }
}
