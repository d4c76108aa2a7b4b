using System.Numerics;
using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>What <c>ctx</c> and the things it hands out are to the executed code.</summary>
internal sealed class ContextValue
{
    public static readonly ContextValue Instance = new();
}

internal sealed class DatabaseValue
{
    public static readonly DatabaseValue Instance = new();
}

internal sealed class AuthValue
{
    public static readonly AuthValue Instance = new();
}

internal sealed record TableValue(ModuleTable Table);

internal sealed record IndexValue(ModuleTable Table, int[] Slots);

/// <summary>What <c>typeof</c> and <c>GetType</c> give.</summary>
internal sealed record TypeValue(ITypeSymbol Symbol)
{
    public string Name => Symbol.Name;

    public bool Equals(TypeValue? other) => SymbolEqualityComparer.Default.Equals(Symbol, other?.Symbol);

    public override int GetHashCode() => Name.GetHashCode();
}

/// <param name="Members">What a type of the module's own adds to it.</param>
internal sealed record ExceptionValue(string TypeName, object? Message, Instance? Members = null);

/// <summary>What <c>Lazy</c> makes when it is first asked.</summary>
internal sealed class LazyValue(Closure make)
{
    private object?[]? _made;

    public object? Value => (_made ??= [make.Invoke()])[0];
}

/// <summary>Random numbers that are the same for the same seed.</summary>
internal sealed class RandomValue(long seed)
{
    private ulong _state = unchecked((ulong)seed * 6364136223846793005UL + 1442695040888963407UL);

    public object? Next(string method, object?[] arguments) => (method, arguments) switch
    {
        ("Next", []) => (object)((int)Below(int.MaxValue)),
        ("Next", [int max]) => (object)((int)Below(max)),
        ("Next", [int min, int max]) => (object)((int)(min + (long)Below(Math.Max(1L, (long)max - min)))),
        ("NextInt64", []) => (object)((long)Below(long.MaxValue)),
        ("NextInt64", [long max]) => (object)((long)Below(max)),
        ("NextInt64", [long min, long max]) => (object)((long)(min + (BigInteger)Below(Math.Max(1L, max - min)))),
        ("NextDouble", []) => (object)(Below(1L << 53) / (double)(1L << 53)),
        ("NextSingle", []) => (object)(Below(1L << 24) / (float)(1L << 24)),
        ("NextBytes", [object?[] bytes]) => Fill(bytes),
        ("Shuffle", [object?[] items]) => Shuffle(items),
        _ => throw new LostTrackException(method),
    };

    private object? Fill(object?[] bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)Below(256);
        }
        return null;
    }

    private object? Shuffle(object?[] items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var other = (int)Below(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
        return null;
    }

    private ulong Below(long limit)
    {
        _state = unchecked(_state * 6364136223846793005UL + 1442695040888963407UL);
        return (_state >> 11) % (ulong)Math.Max(1, limit);
    }
}
