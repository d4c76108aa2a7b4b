using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Arrays: how they are made, and their own members.</summary>
internal sealed partial class Interpreter
{
    private object CreateArray(IArrayCreationOperation creation, Frame frame)
    {
        var type = (IArrayTypeSymbol)creation.Type!;
        if (creation.Initializer is { } initializer)
        {
            var items = Elements(initializer, frame).ToArray();
            return type.Rank == 1 ? items : new MultiArray(Lengths(initializer).ToArray(), items);
        }
        var lengths = creation.DimensionSizes
            .Select(size =>
                Evaluate(size, frame) is { } length && Numbers.IsNumber(length)
                    ? Numbers.ToInteger(length)
                    : throw new LostTrackException("array"))
            .ToArray();
        var count = lengths.Aggregate(System.Numerics.BigInteger.One, static (product, length) => product * length);
        if (lengths.Any(static length => length < 0) || count > Host.LargestSize)
        {
            throw new LostTrackException("array");
        }
        var elements = Enumerable.Range(0, (int)count).Select(_ => Values.DefaultOf(type.ElementType)).ToArray();
        return type.Rank == 1 ? elements : new MultiArray(lengths.Select(static length => (int)length).ToArray(), elements);
    }

    private IEnumerable<object?> Elements(IArrayInitializerOperation initializer, Frame frame) =>
        initializer.ElementValues.SelectMany(element =>
            element is IArrayInitializerOperation row ? Elements(row, frame) : [Values.Copy(Evaluate(element, frame))]);

    private static IEnumerable<int> Lengths(IArrayInitializerOperation initializer) =>
        initializer.ElementValues.FirstOrDefault() is IArrayInitializerOperation row
            ? Lengths(row).Prepend(initializer.ElementValues.Length)
            : [initializer.ElementValues.Length];

    /// <summary>Members of one array, of however many dimensions.</summary>
    private static bool TryCallArrayMember(object? array, string name, object?[] arguments, out object? result)
    {
        result = (array, name, arguments) switch
        {
            (object?[] items, "Clone", []) => Array.ConvertAll(items, Values.Copy),
            (object?[] items, "GetLength", [0]) => items.Length,
            (object?[] items, "GetUpperBound", [0]) => items.Length - 1,
            (MultiArray items, "Clone", []) => items.Clone(),
            (MultiArray items, "GetLength", [int dimension]) => items.GetLength(dimension),
            (MultiArray items, "GetUpperBound", [int dimension]) => items.GetLength(dimension) - 1,
            (object?[] or MultiArray, "GetLowerBound", [int]) => 0,
            _ => null,
        };
        return result is not null;
    }

    /// <summary><c>Array.Clear</c>, which knows what its elements become.</summary>
    private static bool TryClear(IInvocationOperation? invocation, object?[] arguments)
    {
        var given = invocation?.Arguments[0].Value;
        if ((given is IConversionOperation conversion
            ? conversion.Operand
            : given)?.Type is not IArrayTypeSymbol { ElementType: var element })
        {
            return false;
        }
        switch (arguments)
        {
            case [MultiArray array]:
                array.Fill(Values.DefaultOf(element));
                return true;
            case [object?[] array]:
                return TryFill(new SpanValue(array, 0, array.Length), Values.DefaultOf(element));
            case [object?[] array, int start, int length]:
                return TryFill(new SpanValue(array, 0, array.Length).Slice(start, length), Values.DefaultOf(element));
            default:
                return false;
        }
    }

    private static bool TryFill(SpanValue span, object? value)
    {
        for (var i = 0; i < span.Count; i++)
        {
            span[i] = Values.Copy(value);
        }
        return true;
    }
}
