using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>
/// The values of the executed code: null, boxed primitives, strings and dates as they are; <see cref="Instance"/>,
/// <see cref="TupleValue"/>, <see cref="Special"/>; arrays, lists, sets and dictionaries of <c>object</c>; <see cref="Opaque"/> terms.
/// </summary>
internal static class Values
{
    /// <summary>Equal as the store compares: lists by their elements, classes by their fields.</summary>
    public static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (System.Collections.IList a, System.Collections.IList b) => ListsEqual(a, b),
        (Instance a, Instance b) => a.Type.Is(b.Type) && AllEqual(a.Slots, b.Slots),
        _ => left.Equals(right),
    };

    public static bool AllEqual(object?[] left, object?[] right)
    {
        for (var i = 0; i < left.Length; i++)
        {
            if (!AreEqual(left[i], right[i]))
            {
                return false;
            }
        }
        return left.Length == right.Length;
    }

    public static int HashOf(object?[] values)
    {
        var hash = values.Length;
        foreach (var value in values)
        {
            hash = unchecked(hash * 31 + (value is null or System.Collections.IList or Instance ? 0 : value.GetHashCode()));
        }
        return hash;
    }

    /// <summary>What an assignment stores: structs and tuples are copied, references are shared.</summary>
    public static object? Copy(object? value) => value switch
    {
        Instance { Type.IsStruct: true } instance => CopyOf(instance),
        TupleValue tuple => new TupleValue(CopyAll(tuple.Elements)),
        _ => value,
    };

    public static Instance CopyOf(Instance instance) => new(instance.Type, CopyAll(instance.Slots));

    /// <summary>What the store keeps: nothing of it is shared with the code.</summary>
    public static object? DeepCopy(object? value) => value switch
    {
        Instance instance => new Instance(instance.Type, Array.ConvertAll(instance.Slots, DeepCopy)),
        TupleValue tuple => new TupleValue(Array.ConvertAll(tuple.Elements, DeepCopy)),
        object?[] array => Array.ConvertAll(array, DeepCopy),
        List<object?> list => list.ConvertAll(DeepCopy),
        _ => value,
    };

    /// <summary>Whether a part of the value is not known.</summary>
    public static bool HasOpaque(object? value) => value switch
    {
        Opaque => true,
        Instance instance => Array.Exists(instance.Slots, HasOpaque),
        TupleValue tuple => Array.Exists(tuple.Elements, HasOpaque),
        object?[] array => Array.Exists(array, HasOpaque),
        List<object?> list => list.Exists(HasOpaque),
        _ => false,
    };

    public static object? DefaultOf(ITypeSymbol type, InstanceType? holder = null) => type.SpecialType switch
    {
        SpecialType.System_Boolean => false,
        SpecialType.System_Char => '\0',
        SpecialType.System_String or SpecialType.System_Object => null,
        SpecialType.System_DateTime => default(DateTime),
        _ when Numbers.IsNumeric(type.SpecialType) => Numbers.Convert(0, type.SpecialType, isChecked: false),
        _ when type is INamedTypeSymbol { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } underlying } => DefaultOf(underlying),
        _ when type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || type.IsReferenceType => null,
        _ when type is INamedTypeSymbol { IsTupleType: true } tuple =>
            new TupleValue(tuple.TupleElements.Select(element => DefaultOf(element.Type, holder)).ToArray()),
        _ when Special.IsSpecial(type) => new Special(type.Name, 0),
        _ when HostTypes.Of(type) is { IsValueType: true } host => Activator.CreateInstance(host),
        _ when type is INamedTypeSymbol { TypeKind: TypeKind.Struct, DeclaringSyntaxReferences.Length: > 0 } named
            && !IsPartOfItself(named, holder) => new Instance(new InstanceType(named, holder)),
        _ => new Opaque("default", type.Name),
    };

    /// <summary>A generic struct in another construction of itself is a new type each time, and may go on without end.</summary>
    private static bool IsPartOfItself(INamedTypeSymbol type, InstanceType? holder)
    {
        var depth = 0;
        for (; holder is not null; holder = holder.Holder)
        {
            if (++depth > 16 || SymbolEqualityComparer.Default.Equals(holder.Symbol, type))
            {
                return true;
            }
        }
        return false;
    }

    private static object?[] CopyAll(object?[] values)
    {
        var copy = new object?[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            copy[i] = Copy(values[i]);
        }
        return copy;
    }

    private static bool ListsEqual(System.Collections.IList left, System.Collections.IList right)
    {
        for (var i = 0; i < left.Count && i < right.Count; i++)
        {
            if (!AreEqual(left[i], right[i]))
            {
                return false;
            }
        }
        return left.Count == right.Count;
    }
}
