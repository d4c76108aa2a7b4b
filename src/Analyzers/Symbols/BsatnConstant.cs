using System.Numerics;
using System.Text;
using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>
/// The bytes that a <c>[Default]</c> is stored as. The generators paste the constant as text, so that it converts as a literal
/// would (facts/csharp.md).
/// </summary>
internal static class BsatnConstant
{
    /// <summary>In hexadecimal, or <see cref="ColumnSchema.UnknownDefault"/> where the bytes cannot be told.</summary>
    /// <param name="symbol">Of the column: what a type makes of a literal by a conversion of its own only the module knows.</param>
    public static string Encode(DefaultConstant? constant, AlgebraicType type, ITypeSymbol symbol, KnownTypes knownTypes) =>
        constant is not null && (constant.Value is null || !IsConverted(symbol))
            && Bytes(PastedText.Constant(constant.Value, knownTypes), type) is { } bytes
            ? Hexadecimal(bytes)
            : ColumnSchema.UnknownDefault;

    private static bool IsConverted(ITypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
        ? IsConverted(((INamedTypeSymbol)type).TypeArguments[0])
        : type.TypeKind != TypeKind.Enum && type.DeclaringSyntaxReferences.Length > 0;

    private static byte[]? Bytes(object? value, AlgebraicType type)
    {
        if (SpecialAlgebraicType.OptionElement(type) is { } some)
        {
            return value is null ? [1] : Bytes(value, some) is { } payload ? [0, .. payload] : null;
        }
        // The text of a character is a digit, and that of a zero has no sign.
        value = value is char character ? PastedText.Number(character) : value is 0d ? 0 : value;
        return type switch
        {
            AlgebraicType.Primitive { Kind: var kind } => OfPrimitive(value, kind),
            // A plain enum: the tag is the number of the member.
            AlgebraicType.Ref when DefaultConversion.Tag(value) is { } tag && tag <= byte.MaxValue => [(byte)tag],
            _ => null,
        };
    }

    private static byte[]? OfPrimitive(object? value, PrimitiveKind kind) => kind switch
    {
        PrimitiveKind.Bool => value is bool flag ? [flag ? (byte)1 : (byte)0] : null,
        PrimitiveKind.String => value is string text && PastedText.String(text) is { } read ? OfString(read) : null,
        PrimitiveKind.F32 =>
            value is float or double || DefaultConversion.Integer(value) is not null
                ? LittleEndian(BitConverter.GetBytes(Convert.ToSingle(value)))
                : null,
        PrimitiveKind.F64 =>
            value is float or double || DefaultConversion.Integer(value) is not null
                ? LittleEndian(BitConverter.GetBytes(Convert.ToDouble(value)))
                : null,
        _ => DefaultConversion.Integer(value) is { } integer ? OfInteger(integer, kind) : null,
    };

    private static byte[]? OfInteger(BigInteger value, PrimitiveKind kind)
    {
        if (IntegerRange.Of(kind) is not { } range || !range.Contains(value))
        {
            return null;
        }
        var size = range.Bits / 8;
        var bytes = value.ToByteArray();
        var result = new byte[size];
        for (var i = 0; i < size; i++)
        {
            result[i] = i < bytes.Length ? bytes[i] : value.Sign < 0 ? (byte)0xff : (byte)0;
        }
        return result;
    }

    private static byte[] OfString(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [.. LittleEndian(BitConverter.GetBytes((uint)bytes.Length)), .. bytes];
    }

    private static string Hexadecimal(byte[] bytes)
    {
        const string Digits = "0123456789abcdef";
        var text = new char[2 * bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            text[2 * i] = Digits[bytes[i] >> 4];
            text[(2 * i) + 1] = Digits[bytes[i] & 0xf];
        }
        return new(text);
    }

    private static byte[] LittleEndian(byte[] bytes)
    {
        if (!BitConverter.IsLittleEndian)
        {
            Array.Reverse(bytes);
        }
        return bytes;
    }
}
