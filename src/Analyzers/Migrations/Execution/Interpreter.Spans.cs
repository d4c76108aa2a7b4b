using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>
/// Spans: one over a text is that text, one over a whole array or list is that, and one over a part of them a <see cref="SpanValue"/>.
/// </summary>
internal sealed partial class Interpreter
{
    private static bool IsSpan(ITypeSymbol? type) =>
        type is { Name: "Span" or "ReadOnlySpan" or "ReadOnlyMemory" or "Memory",
            ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary><c>stackalloc</c>, which has no operation of its own.</summary>
    private object?[] OnStack(IOperation operation, StackAllocArrayCreationExpressionSyntax allocation, Frame frame)
    {
        if (allocation is not { Initializer: null, Type: ArrayTypeSyntax written }
            || operation.ChildOperations.FirstOrDefault() is not { } size || Evaluate(size, frame) is not int length
            || length is < 0 or > Host.LargestSize
            || operation.SemanticModel?.GetTypeInfo(written.ElementType, module.Cancellation).Type is not { } element)
        {
            throw new LostTrackException("stackalloc");
        }
        return Enumerable.Range(0, length).Select(_ => Values.DefaultOf(element)).ToArray();
    }

    private static bool TryCallText(string text, string name, object?[] arguments, out object? result)
    {
        result = (name, arguments) switch
        {
            ("AsSpan" or "AsMemory", []) or ("ToString", []) => text,
            ("AsSpan" or "AsMemory" or "Slice", [int start]) => Host.Call(() => text.Substring(start)),
            ("AsSpan" or "AsMemory" or "Slice", [int start, int length]) => Host.Call(() => text.Substring(start, length)),
            ("AsSpan" or "AsMemory", [Slice slice]) when slice.Of(text.Length) is var (start, length) => text.Substring(start, length),
            ("Equals" or "SequenceEqual", [string other]) => text == other,
            ("Equals", [string other, int comparison]) => text.Equals(other, (StringComparison)comparison),
            ("IsWhiteSpace", []) => string.IsNullOrWhiteSpace(text),
            ("StartsWith", [string part, int comparison]) => text.StartsWith(part, (StringComparison)comparison),
            ("EndsWith", [string part, int comparison]) => text.EndsWith(part, (StringComparison)comparison),
            ("Contains", [string part, int comparison]) => text.IndexOf(part, (StringComparison)comparison) >= 0,
            ("IndexOf", [string part, int comparison]) => text.IndexOf(part, (StringComparison)comparison),
            ("ToArray", []) => text.Select(static character => (object?)character).ToArray(),
            ("CopyTo", [{ } target]) when SpanValue.Over(target) is { } span =>
                Copied(text.Select(static character => (object?)character).ToArray(), span),
            ("IndexOfAny" or "IndexOfAnyExcept" or "ContainsAny" or "ContainsAnyExcept", _) =>
                OfAny(text.Select(static character => (object?)character).ToArray(), name, arguments),
            _ => null,
        };
        return result is not null || TryCallString(text, name, arguments, out result)
            || Host.TryInvoke(typeof(string), name, text, arguments, new Type?[arguments.Length], out result)
            ? true
            : throw new LostTrackException(name);
    }

    /// <summary>Members of spans over items, and of those that extend them.</summary>
    private bool TryCallItems(object items, string name, object?[] arguments, IMethodSymbol method, out object? result)
    {
        var span = SpanValue.Over(items)!;
        result = null;
        switch (name, arguments)
        {
            case ("AsSpan" or "AsMemory", []):
                result = items;
                return true;
            case ("AsSpan" or "AsMemory" or "Slice", [int start]):
                result = span.Slice(start, span.Count - start);
                return true;
            case ("AsSpan" or "AsMemory" or "Slice", [int start, int length]):
                result = span.Slice(start, length);
                return true;
            case ("AsSpan" or "AsMemory", [Slice slice]) when slice.Of(span.Count) is var (start, length):
                result = span.Slice(start, length);
                return true;
            case ("ToArray", []):
                result = span.Select(Values.Copy).ToArray();
                return true;
            case ("ToString", []) when span.All(static item => item is char):
                result = string.Concat(span);
                return true;
            case ("CopyTo", [{ } target]) when SpanValue.Over(target) is { } other:
                result = Copied(span.Select(Values.Copy).ToArray(), other);
                return true;
            case ("Clear", []):
                return TryFill(span, Values.DefaultOf(method.ContainingType.TypeArguments[0]));
            case ("Trim" or "TrimStart" or "TrimEnd", _):
                result = Trimmed(span, name, arguments);
                return true;
            case ("Contains" or "SequenceEqual", [var other, ..]):
                result = Linq.Call(name, [span, .. arguments], static value => value, null, isNullable: false, Order);
                return true;
            case ("IndexOfAny" or "IndexOfAnyExcept" or "ContainsAny" or "ContainsAnyExcept", _):
                result = OfAny([.. span], name, arguments);
                return true;
            default:
                var copy = span.ToArray();
                var isKnown = TryCallArray(name, copy, [copy, .. arguments], out result);
                span.Write(copy);
                return isKnown;
        }
    }

    private static object? Copied(object?[] values, SpanValue target)
    {
        target.Slice(0, values.Length).Write(values);
        return values;
    }

    private static SpanValue Trimmed(SpanValue span, string name, object?[] trimmed)
    {
        var (start, end) = (0, span.Count);
        while (name != "TrimEnd" && start < end && IsTrimmed(span[start]))
        {
            start++;
        }
        while (name != "TrimStart" && end > start && IsTrimmed(span[end - 1]))
        {
            end--;
        }
        return span.Slice(start, end - start);

        bool IsTrimmed(object? item) => trimmed.Length == 0 ? item is char character && char.IsWhiteSpace(character)
            : trimmed.Any(other =>
                Values.AreEqual(item, other) || (other is string text && item is char letter && text.IndexOf(letter) >= 0));
    }

    private static object OfAny(object?[] items, string name, object?[] values)
    {
        var wanted = values is [string or System.Collections.IEnumerable] ? Linq.Sequence(values[0]).ToArray() : values;
        var position = Array.FindIndex(
            items,
            item => Array.Exists(wanted, value => Values.AreEqual(item, value)) != name.EndsWith("Except", StringComparison.Ordinal));
        return name.StartsWith("Contains", StringComparison.Ordinal) ? position >= 0 : (object)position;
    }
}
