using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using System.Text.RegularExpressions;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>What an operation tells of the values that its code has in mind.</summary>
internal static class CodeTraits
{
    public static bool LooksAtPadding(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: var method } =>
            method.Name.StartsWith("Trim", StringComparison.Ordinal) || method.Name.EndsWith("WhiteSpace", StringComparison.Ordinal)
                || method.ContainingType.Name == "Regex",
        { ConstantValue: { HasValue: true, Value: string text } } => text.Contains("  "),
        _ => false,
    };

    public static bool LooksAtDigits(IOperation operation) => operation is (IInvocationOperation or IMethodReferenceOperation)
        && (operation is IInvocationOperation invocation
            ? invocation.TargetMethod
            : ((IMethodReferenceOperation)operation).Method) is var method
        && (method.Name.Contains("Parse") || method.Name.EndsWith("Digit", StringComparison.Ordinal) || method.Name == "IsNumber"
            || method.ContainingType.Name is "Convert" or "Regex");

    public static bool TellsBelowZero(IOperation operation) => operation switch
    {
        IBinaryOperation { OperatorKind: >= BinaryOperatorKind.LessThan and <= BinaryOperatorKind.GreaterThan } binary =>
            IsZero(binary.LeftOperand) || IsZero(binary.RightOperand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder } => true,
        IRelationalPatternOperation relational => IsZero(relational.Value),
        IInvocationOperation { TargetMethod: { Name: "Abs" or "Sign" or "IsNegative" or "DivRem" } } => true,
        _ => false,
    };

    private static bool IsZero(IOperation operand) =>
        operand.ConstantValue is { HasValue: true, Value: { } value } && value is not char && Numbers.IsWhole(value)
            && Numbers.ToInteger(value) <= 0;

    /// <summary>Whether a constant is looked for at the start or the end of a text.</summary>
    public static bool IsEnd(IOperation constant) =>
        constant.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "StartsWith" or "EndsWith",
            ContainingType.SpecialType: SpecialType.System_String } } };

    /// <summary>Whether a constant is only converted, given a name, or asked for its length.</summary>
    public static bool IsMereName(IOperation constant) => constant is IConversionOperation || constant.Parent switch
    {
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.IsConst: true } } => true,
        IFieldInitializerOperation { InitializedFields: [{ IsConst: true }] } => true,
        IPropertyReferenceOperation { Property.Name: "Length" } => true,
        _ => false,
    };

    /// <summary>Whether it holds a value against others.</summary>
    public static bool Holds(IOperation operation) => operation switch
    {
        IBinaryOperation binary =>
            binary.OperatorKind is >= BinaryOperatorKind.Equals and <= BinaryOperatorKind.GreaterThan or BinaryOperatorKind.Remainder,
        IIsPatternOperation or IPropertySubpatternOperation or ISwitchOperation or ISwitchExpressionOperation => true,
        IInvocationOperation { TargetMethod.ContainingType.SpecialType: SpecialType.System_String } => true,
        IInvocationOperation { TargetMethod.Name: "Contains" or "ContainsKey" or "TryGetValue" or "GetValueOrDefault" } => true,
        IPropertyReferenceOperation { Arguments.Length: 1 } => true,
        _ => false,
    };

    /// <summary>Numbers that tell whether a conversion is checked, or what a shift does.</summary>
    public static IEnumerable<object> BoundsOf(IOperation operation) => operation switch
    {
        IConversionOperation { IsChecked: true, IsImplicit: false, Type.SpecialType: var target } => target switch
        {
            SpecialType.System_SByte => [(int)sbyte.MinValue, (int)sbyte.MaxValue],
            SpecialType.System_Byte => [(int)byte.MaxValue],
            SpecialType.System_Int16 => [(int)short.MinValue, (int)short.MaxValue],
            SpecialType.System_UInt16 => [(int)ushort.MaxValue],
            _ => [],
        },
        IBinaryOperation { OperatorKind: BinaryOperatorKind.RightShift,
            RightOperand.ConstantValue: { HasValue: true, Value: int and > 0 and < 60 and var bits } } => [(5L << bits) + 3],
        _ => [],
    };

    /// <summary>A text that a regular expression matches, or in which a replacement makes again what it replaces.</summary>
    public static string? ExampleOf(IOperation operation) => operation switch
    {
        IArgumentOperation { Parameter: { Name: "pattern", ContainingType.Name: "Regex" },
            Value.ConstantValue: { HasValue: true, Value: string text } } => Patterns.Example(text),
        IInvocationOperation { TargetMethod: { ReturnType.Name: "Regex" } method } =>
            PatternOf(method) is { } pattern ? Patterns.Example(pattern.Text) : null,
        IInvocationOperation { TargetMethod: { Name: "Replace", ContainingType.SpecialType: SpecialType.System_String } } replace =>
            replace.Arguments is [{ Value.ConstantValue: { HasValue: true, Value: string { Length: > 0 } old } },
                { Value.ConstantValue: { HasValue: true, Value: string { Length: > 0 } with } }, ..]
                && old != with && old.IndexOf(with, StringComparison.Ordinal) is >= 0 and var position
                ? old.Remove(position, with.Length).Insert(position, old)
                : null,
        _ => null,
    };

    /// <summary>What <c>[GeneratedRegex]</c> says on a method or property whose body a generator writes.</summary>
    public static (string Text, RegexOptions Options)? PatternOf(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute is { AttributeClass.Name: "GeneratedRegexAttribute",
                ConstructorArguments: [{ Value: string text }, ..] arguments })
            {
                return (text, (RegexOptions)(arguments.Length > 1 && arguments[1].Value is int options ? options : 0));
            }
        }
        return null;
    }
}
