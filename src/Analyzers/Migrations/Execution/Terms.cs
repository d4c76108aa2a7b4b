using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>
/// What code without source returns: a term of its name and its arguments. Equal terms are equal values; of two different terms
/// nothing is known.
/// </summary>
internal sealed class Opaque(string name, params object?[] arguments)
{
    private readonly object?[] _arguments = arguments;

    public string Name { get; } = name;

    public override bool Equals(object? obj) => obj is Opaque other && Name == other.Name && Values.AllEqual(_arguments, other._arguments);

    public override int GetHashCode() => unchecked(Name.GetHashCode() * 31 + _arguments.Length);
}

/// <summary>
/// A value of a type of SpacetimeDB's own that is a number at heart: Identity, Timestamp, TimeDuration …; <c>Unit</c> has one value.
/// </summary>
internal sealed class Special(string kind, long number) : IComparable
{
    public string Kind { get; } = kind;

    public long Number { get; } = number;

    public static bool IsSpecial(ITypeSymbol type) =>
        type.Name is "Identity" or "ConnectionId" or "Timestamp" or "TimeDuration" or "Uuid" or "I128"
            or "U128" or "I256" or "U256" or "Unit"
        && type.ContainingNamespace is { Name: "SpacetimeDB", ContainingNamespace.IsGlobalNamespace: true };

    /// <summary>Whether it is an identity that stands in the code; who that is nobody here knows.</summary>
    public bool IsWritten => Kind == "Identity" && Number < -1;

    /// <summary>The identity of a text in the code: below those of the database, of the callers and of rows.</summary>
    public static Special WrittenIdentity(string text)
    {
        var number = 17L;
        foreach (var digit in text)
        {
            number = unchecked(number * 31 + char.ToLowerInvariant(digit));
        }
        return new("Identity", -2 - (number & long.MaxValue >> 1));
    }

    public override bool Equals(object? obj) => obj is Special other && Kind == other.Kind && Number == other.Number;

    public override int GetHashCode() => Number.GetHashCode();

    public int CompareTo(object? obj) => obj is Special other ? Number.CompareTo(other.Number) : 1;

    public override string ToString() => $"{Kind} {Number}";
}

/// <summary><c>^1</c>.</summary>
internal sealed record FromEnd(int Distance);

/// <summary><c>1..^1</c>; null where an end is left out.</summary>
internal sealed record Slice(object? Start, object? End)
{
    public (int Start, int Length) Of(int length)
    {
        var start = Position(Start, length, 0);
        var end = Position(End, length, length);
        return start >= 0 && end >= start && end <= length
            ? (start, end - start)
            : throw new ThrownException("System.ArgumentOutOfRangeException");
    }

    public static int Position(object? index, int length, int otherwise) => index switch
    {
        null => otherwise,
        int position => position,
        FromEnd fromEnd => length - fromEnd.Distance,
        _ => throw new LostTrackException("index"),
    };
}

internal sealed class TupleValue(object?[] elements) : IComparable
{
    public object?[] Elements { get; } = elements;

    public override bool Equals(object? obj) => obj is TupleValue other && Values.AllEqual(Elements, other.Elements);

    public override int GetHashCode() => Values.HashOf(Elements);

    public int CompareTo(object? obj) => obj is TupleValue other ? CompareTo(other, Ordering.Instance) : 1;

    public int CompareTo(TupleValue other, IComparer<object?> elementOrder)
    {
        for (var i = 0; i < Elements.Length && i < other.Elements.Length; i++)
        {
            if (elementOrder.Compare(Elements[i], other.Elements[i]) is not 0 and var order)
            {
                return order;
            }
        }
        return 0;
    }
}

/// <summary>The default order of the executed code; strings by their characters, so that no culture has a say.</summary>
internal sealed class Ordering : IComparer<object?>
{
    public static readonly Ordering Instance = new();

    public int Compare(object? x, object? y) => (x, y) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (string a, string b) => string.CompareOrdinal(a, b),
        (IComparable a, _) when a.GetType() == y.GetType() => a.CompareTo(y),
        _ => throw new LostTrackException("order"),
    };
}
