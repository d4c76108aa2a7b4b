using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.CodeFixes.Columns;
using SpacetimeSchema.Analyzers.CodeFixes.ExpandContract;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.CodeFixes.Restore;

/// <summary>What a field of a deployed type begins with where nobody writes it any more: a null cannot be stored.</summary>
internal static class InitialValue
{
    /// <summary>Null where it needs none, or its declaration takes none: a struct is made without its initializers.</summary>
    /// <param name="column">What the field is, if it is one: a row that is made anew has its default as those that were there.</param>
    public static string? For(
        Finding finding, TypeDeclarationSyntax declaration, AlgebraicType type, ColumnSchema? column, CSharpTypeName types) =>
        declaration is not (ClassDeclarationSyntax or RecordDeclarationSyntax { RawKind: (int)SyntaxKind.RecordDeclaration }) ? null
        : column is not null && DeployedDefault.Value(column, finding, types) is { } value ? value
        : SpecialAlgebraicType.OptionElement(type) is null && Symbol(finding, type, types) is { } symbol ? ValueConversion.Empty(symbol)
        : null;

    /// <summary>Whether a field of that type can begin with this value.</summary>
    public static bool Fits(Finding finding, ExpressionSyntax value, AlgebraicType type, CSharpTypeName types) =>
        Symbol(finding, type, types) is { } symbol
        && (SpecialAlgebraicType.OptionElement(type) is not null || !MayBeNull(finding, value))
        && (value is ImplicitObjectCreationExpressionSyntax created
            ? created is { ArgumentList.Arguments.Count: 0, Initializer: null }
                && symbol is INamedTypeSymbol { SpecialType: SpecialType.None }
            : finding.Model.ClassifyConversion(value, symbol).IsImplicit);

    private static bool MayBeNull(Finding finding, ExpressionSyntax value) =>
        value is PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression, Operand: var operand }
            ? MayBeNull(finding, operand)
            : finding.Model.GetTypeInfo(value).Nullability.FlowState == NullableFlowState.MaybeNull
                || finding.Model.GetConstantValue(value) is { HasValue: true, Value: null };

    private static ITypeSymbol? Symbol(Finding finding, AlgebraicType type, CSharpTypeName types) => types.Of(type) is { } name
        ? finding.Model.GetSpeculativeTypeInfo(
            finding.Position, SyntaxFactory.ParseTypeName(name), SpeculativeBindingOption.BindAsTypeOrNamespace).Type
        : null;
}
