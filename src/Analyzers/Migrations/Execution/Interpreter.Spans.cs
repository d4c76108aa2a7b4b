using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Spans: one over a text is that text, one over a whole array that array. Parts of arrays are not followed, for they may be written to.</summary>
internal sealed partial class Interpreter
{
    private static bool IsSpan(ITypeSymbol? type) =>
        type is { Name: "Span" or "ReadOnlySpan" or "ReadOnlyMemory" or "Memory", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary><c>stackalloc</c>, which has no operation of its own.</summary>
    private object?[] OnStack(IOperation operation, StackAllocArrayCreationExpressionSyntax allocation, Frame frame)
    {
        if (allocation is not { Initializer: null, Type: ArrayTypeSyntax written }
            || operation.ChildOperations.FirstOrDefault() is not { } size || Evaluate(size, frame) is not int length || length is < 0 or > Host.LargestSize
            || operation.SemanticModel?.GetTypeInfo(written.ElementType, module.Cancellation).Type is not { } element)
        {
            throw new LostTrackException("stackalloc");
        }
        return Enumerable.Range(0, length).Select(_ => Values.DefaultOf(element)).ToArray();
    }

    private bool TryCallExtension(object span, string name, object?[] arguments, IMethodSymbol method, out object? result)
    {
        result = span;
        switch (span, name, arguments)
        {
            case (_, "AsSpan" or "AsMemory", []):
                return true;
            case (string text, "AsSpan" or "AsMemory", [int start]):
                result = Host.Call(() => text.Substring(start));
                return true;
            case (string text, "AsSpan" or "AsMemory", [int start, int length]):
                result = Host.Call(() => text.Substring(start, length));
                return true;
            case (string text, "Equals" or "SequenceEqual", [string other]):
                result = text == other;
                return true;
            case (string text, "Equals", [string other, int comparison]):
                result = text.Equals(other, (StringComparison)comparison);
                return true;
            case (string text, "IsWhiteSpace", []):
                result = string.IsNullOrWhiteSpace(text);
                return true;
            case (string text, "StartsWith" or "EndsWith" or "Contains" or "IndexOf", [string part, int comparison]):
                result = name switch
                {
                    "StartsWith" => text.StartsWith(part, (StringComparison)comparison),
                    "EndsWith" => text.EndsWith(part, (StringComparison)comparison),
                    "IndexOf" => text.IndexOf(part, (StringComparison)comparison),
                    _ => (object)(text.IndexOf(part, (StringComparison)comparison) >= 0),
                };
                return true;
            case (string text, _, _):
                return TryCallString(text, name, arguments, out result) || Host.TryInvoke(typeof(string), name, text, arguments, new Type?[arguments.Length], out result)
                    ? true
                    : throw new LostTrackException(name);
            case (object?[] array, "Contains" or "SequenceEqual", [var other, ..]):
                result = Linq.Call(name, [array, .. arguments], static value => value, null, isNullable: false);
                return true;
            case (object?[] array, _, _):
                return TryCallArray(name, array, [array, .. arguments], out result);
            default:
                throw new LostTrackException(name);
        }
    }

    private static bool TryCallSpan(object span, string name, object?[] arguments, out object? result)
    {
        switch (span, name, arguments)
        {
            case (string text, "Slice", [int start]):
                result = Host.Call(() => text.Substring(start));
                return true;
            case (string text, "Slice", [int start, int length]):
                result = Host.Call(() => text.Substring(start, length));
                return true;
            case (string text, "ToString", []):
                result = text;
                return true;
            case (string text, "ToArray", []):
                result = text.Select(static character => (object?)character).ToArray();
                return true;
            case (object?[] array, "ToString", []) when Array.TrueForAll(array, static item => item is char):
                result = string.Concat(array);
                return true;
            case (object?[] array, "ToArray", []):
                result = array.Clone();
                return true;
            case (object?[] array, "Fill", [var value]):
                return TryCallArray(name, array, [array, value], out result);
            default:
                throw new LostTrackException(name);
        }
    }
}
