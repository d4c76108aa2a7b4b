using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Calls of texts, and of what makes them.</summary>
internal sealed partial class Interpreter
{
    private bool TryCallTexts(IMethodSymbol method, object? receiver, object?[] arguments, out object? result)
    {
        var name = method.Name;
        var type = method.ContainingType.OriginalDefinition;
        result = null;
        switch (receiver, name, arguments)
        {
            case (System.Text.StringBuilder builder, "AppendJoin", [char or string, { } items]):
                result = builder.Append(string.Join(Host.Format(arguments[0]), Texts(items, method)));
                return true;
            case (string text, _, _):
                return TryCallString(text, name, arguments, out result);
            case (null, "Join", [char separator, var items]) when type.SpecialType == SpecialType.System_String:
                result = string.Join(separator.ToString(), Texts(items, method));
                return true;
            case (null, "Join", [string separator, var items]) when type.SpecialType == SpecialType.System_String
                && items is not IEnumerable<string>:
                result = string.Join(separator, Texts(items, method));
                return true;
            case (null, "Concat", _) when type.SpecialType == SpecialType.System_String:
                result = Concat(
                    (arguments is [IEnumerable<object?> parts] ? parts : arguments)
                        .Select(part => TextOf(part, method.TypeArguments.FirstOrDefault())).ToArray());
                return true;
            case (null, "Create", [int length, var state, Closure write]) when type.SpecialType == SpecialType.System_String
                && length is >= 0 and <= Host.LargestSize:
                var characters = Enumerable.Repeat<object?>('\0', length).ToArray();
                write.Invoke(characters, state);
                result = string.Concat(characters);
                return true;
            case (null, "Create", [_, string]) when type.SpecialType == SpecialType.System_String:
            case (null, "Invariant" or "CurrentCulture", [string]) when type.Name == "FormattableString":
                result = arguments[arguments.Length - 1];
                return true;
            default:
                return false;
        }
    }

    /// <summary>What a method that makes texts of objects is given: as objects, nothing tells enums from their numbers.</summary>
    private void AdaptTexts(IInvocationOperation invocation, object?[] arguments)
    {
        if (invocation.TargetMethod.ContainingType is { SpecialType: SpecialType.System_String } or { Name: "StringBuilder" or "Convert" })
        {
            foreach (var argument in invocation.Arguments)
            {
                var position = argument.Parameter!.Ordinal;
                var elements = ElementsOf(argument.Value);
                if (arguments[position] is object?[] items && items.Length == elements.Length)
                {
                    arguments[position] = items.Select((item, i) => Unboxed(item, elements[i])).ToArray();
                }
                else if (argument.Value is IConversionOperation { Type.SpecialType: SpecialType.System_Object })
                {
                    arguments[position] = Unboxed(arguments[position], argument.Value);
                }
            }
        }
    }

    /// <summary>Those of an array, or of a span that stands for one since C# 13.</summary>
    private static IOperation[] ElementsOf(IOperation items) => items switch
    {
        IArrayCreationOperation { Initializer.ElementValues: var elements } => elements.ToArray(),
        { Kind: (OperationKind)127 } => items.ChildOperations.ToArray(),
        _ => [],
    };

    private object? Unboxed(object? value, IOperation boxed) =>
        value is Instance or TupleValue || boxed is IConversionOperation { Operand.Type.TypeKind: TypeKind.Enum }
            ? TextOf(value, boxed)
            : value;

    private IEnumerable<string> Texts(object? items, IMethodSymbol method) =>
        Linq.Sequence(items).Select(item =>
            TextOf(item, method.TypeArguments.FirstOrDefault()) as string ?? throw new LostTrackException("text"));
}
