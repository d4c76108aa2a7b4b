using System.Numerics;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>The values that a primitive integer holds.</summary>
/// <param name="Bits">Its size.</param>
internal readonly record struct IntegerRange(int Bits, bool IsSigned)
{
    private static readonly BigInteger[] s_powers = [.. Enumerable.Range(0, 257).Select(static bits => BigInteger.Pow(2, bits))];

    public static IntegerRange? Of(PrimitiveKind kind) => kind switch
    {
        PrimitiveKind.I8 => new(8, true),
        PrimitiveKind.U8 => new(8, false),
        PrimitiveKind.I16 => new(16, true),
        PrimitiveKind.U16 => new(16, false),
        PrimitiveKind.I32 => new(32, true),
        PrimitiveKind.U32 => new(32, false),
        PrimitiveKind.I64 => new(64, true),
        PrimitiveKind.U64 => new(64, false),
        PrimitiveKind.I128 => new(128, true),
        PrimitiveKind.U128 => new(128, false),
        PrimitiveKind.I256 => new(256, true),
        PrimitiveKind.U256 => new(256, false),
        _ => null,
    };

    public bool Contains(BigInteger value) => IsSigned
        ? value >= -s_powers[Bits - 1] && value < s_powers[Bits - 1]
        : value.Sign >= 0 && value < s_powers[Bits];
}
