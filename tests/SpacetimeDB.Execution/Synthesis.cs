using System.Collections;
using System.Globalization;
using System.Reflection;
using SpacetimeDB.Internal;

namespace SpacetimeDB.Execution;

/// <summary>Values of any column type, by number: neighbouring numbers give different values.</summary>
internal static class Synthesis
{
    private const int DeepestNesting = 3;

    private static readonly string[] Texts = ["Ada", "Grace Hopper", "", "  padded ", "Zo\u00eb \"Z\" \\ K"];
    private static readonly int[] Signed = [1, -1, 0, 2, 3];
    private static readonly int[] Unsigned = [1, 2, 0, 3, 5];
    private static readonly double[] Fractions = [1.5, -2.25, 0, 3, 0.1];

    public static object? Value(Type type, int number, bool acceptsNull = false) => Value(type, number, acceptsNull, depth: 0);

    private static object? Value(Type type, int number, bool acceptsNull, int depth)
    {
        var inner = Nullable.GetUnderlyingType(type);
        if (inner is not null || acceptsNull)
        {
            return number % 3 == 2 || depth > DeepestNesting ? null : NotNull(inner ?? type, number, depth);
        }

        return NotNull(type, number, depth);
    }

    private static object NotNull(Type type, int number, int depth) => type switch
    {
        _ when type == typeof(string) => Pick(Texts, number),
        _ when type == typeof(bool) => number % 2 == 0,
        _ when type == typeof(float) || type == typeof(double) => Number(Pick(Fractions, number), type),
        { IsEnum: true } => Pick(Enum.GetValues(type), number),
        { IsPrimitive: true } => Number(Pick(IsUnsigned(type) ? Unsigned : Signed, number), type),
        { IsArray: true } => List(type.GetElementType()!, number, depth).ToArray(type.GetElementType()!),
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(List<>) =>
            List(type.GetGenericArguments()[0], number, depth),
        _ when RowColumns.IsLeaf(type) => Special(type, number),
        _ when IsSum(type) => Variant(type, number, depth),
        _ => Product(type, number, depth),
    };

    private static object Pick(IList values, int number) => values[number % values.Count]!;

    private static object Number(object value, Type type) => Convert.ChangeType(value, type, CultureInfo.InvariantCulture);

    private static bool IsUnsigned(Type type) =>
        type == typeof(byte) || type == typeof(ushort) || type == typeof(uint) || type == typeof(ulong);

    private static bool IsSum(Type type) =>
        type.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition() == typeof(TaggedEnum<>);

    private static IList List(Type element, int number, int depth)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        for (var i = 0; i < number % 3 && depth <= DeepestNesting; i++)
        {
            list.Add(Value(element, number + i + 1, acceptsNull: false, depth + 1));
        }

        return list;
    }

    private static Array ToArray(this IList list, Type element)
    {
        var array = Array.CreateInstance(element, list.Count);
        list.CopyTo(array, 0);
        return array;
    }

    private static object Special(Type type, int number) => type switch
    {
        _ when type == typeof(Identity) => Identity.FromHexString(number.ToString("X64", CultureInfo.InvariantCulture)),
        _ when type == typeof(ConnectionId) => ConnectionId.FromHexString((number + 1).ToString("X32", CultureInfo.InvariantCulture))!,
        _ when type == typeof(Timestamp) => new Timestamp(1_700_000_000_000_000 + (number * 1_000_000L)),
        _ when type == typeof(TimeDuration) => TimeDuration.FromSeconds((int)Pick(Signed, number)),
        _ when type == typeof(Uuid) => new Uuid(new U128(0, (ulong)number)),
        _ when type == typeof(U128) => new U128(0, (ulong)number),
        _ when type == typeof(I128) => (I128)number,
        _ when type == typeof(U256) => new U256(default, new U128(0, (ulong)number)),
        _ when type == typeof(I256) => new I256(default, new U128(0, (ulong)number)),
        _ when type == typeof(UInt128) => (UInt128)number,
        _ when type == typeof(Int128) => (Int128)number,
        _ => Activator.CreateInstance(type)!,
    };

    private static object Variant(Type type, int number, int depth)
    {
        var variants = type.GetNestedTypes(BindingFlags.Public).Where(nested => nested.BaseType?.Name == type.Name).ToArray();
        var variant = (Type)Pick(variants, number);
        var closed = variant.IsGenericTypeDefinition ? variant.MakeGenericType(type.GetGenericArguments()) : variant;
        var constructor = closed.GetConstructors().Single();
        return constructor.Invoke([Value(constructor.GetParameters()[0].ParameterType, number, acceptsNull: false, depth + 1)]);
    }

    private static object Product(Type type, int number, int depth)
    {
        var columns = RowColumns.Of(type);
        var result = columns.New();
        foreach (var (position, column) in columns.Fields.Index())
        {
            column.SetValue(result, Value(column.FieldType, number + position, columns.AcceptsNull(column), depth + 1));
        }

        return result;
    }
}
