namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>The static methods of <c>System.Array</c>.</summary>
internal sealed partial class Interpreter
{
    private bool TryCallArray(string name, object?[] array, object?[] arguments, out object? result)
    {
        result = null;
        switch (name, arguments)
        {
            case ("IndexOf", [_, var item]):
                result = Array.FindIndex(array, candidate => Values.AreEqual(candidate, item));
                return true;
            case ("Reverse", [_]):
                Array.Reverse(array);
                return true;
            case ("Sort", [_]):
                Array.Sort(array, Order);
                return true;
            case ("Sort", [_, Closure order]):
                Array.Sort(array, (a, b) => order.Invoke(a, b) is int sign ? sign : throw new LostTrackException("order"));
                return true;
            case ("Sort", [_, object?[] items]):
                Array.Sort(array, items, Order);
                return true;
            case ("Sort", [_, int start, int length]) when start >= 0 && length >= 0 && start + length <= array.Length:
                Array.Sort(array, start, length, Order);
                return true;
            case ("BinarySearch", [_, var sought]):
                result = Array.BinarySearch(array, sought, Order);
                return true;
            case ("Fill", [_, var value]):
                return TryFill(new SpanValue(array, 0, array.Length), value);
            case ("Copy", [_, object?[] target, int count]) when count <= array.Length && count <= target.Length:
                Array.Copy(array, target, count);
                return true;
            case ("Copy", [_, int from, object?[] target, int to, int count]) when from >= 0 && to >= 0 && from + count <= array.Length
                && to + count <= target.Length:
                Array.Copy(array, from, target, to, count);
                return true;
            case ("Sort", [_, StringComparer texts]):
                Array.Sort(array, new Conversions.TextComparer(texts));
                return true;
            case ("Sort", [_, ModuleComparer order]):
                Array.Sort(array, order);
                return true;
            case ("LastIndexOf", [_, var item]):
                result = Array.FindLastIndex(array, candidate => Values.AreEqual(candidate, item));
                return true;
            case ("Resize", [_, int size]) when size is >= 0 and <= Host.LargestSize && array.Length > 0:
                var resized = array;
                Array.Resize(ref resized, Math.Min(size, array.Length));
                arguments[0] = size > array.Length ? throw new LostTrackException(name) : resized;
                return true;
            case ("ForEach", [_, Closure action]):
                Array.ForEach(array, item => action.Invoke(item));
                return true;
            case ("ConvertAll", [_, Closure convert]):
                result = Array.ConvertAll(array, item => convert.Invoke(item));
                return true;
            case (_, [_, Closure matches]):
                result = name switch
                {
                    "Exists" => Array.Exists(array, item => Conversions.Truth(matches.Invoke(item))),
                    "TrueForAll" => Array.TrueForAll(array, item => Conversions.Truth(matches.Invoke(item))),
                    "FindIndex" => Array.FindIndex(array, item => Conversions.Truth(matches.Invoke(item))),
                    "FindLastIndex" => Array.FindLastIndex(array, item => Conversions.Truth(matches.Invoke(item))),
                    "FindAll" => Array.FindAll(array, item => Conversions.Truth(matches.Invoke(item))),
                    _ => throw new LostTrackException(name),
                };
                return true;
            default:
                throw new LostTrackException(name);
        }
    }
}
