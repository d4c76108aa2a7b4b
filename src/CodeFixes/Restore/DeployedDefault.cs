using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using SpacetimeSchema.Analyzers.CodeFixes.Columns;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.CodeFixes.Restore;

/// <summary>
/// Writes the default of a deployed column as the argument of <c>[Default]</c>: the way back of <see cref="BsatnConstant"/>.
/// </summary>
internal static class DeployedDefault
{
    /// <summary>Null where there is no default, or no constant is stored as these bytes.</summary>
    public static string? Literal(ColumnSchema column, Finding finding, CSharpTypeName types) =>
        Stored(column) is { } bytes ? Literal(column.Type, bytes, finding, types, OfString) : null;

    /// <summary>The default as a value that the field begins with; null also where a field without one begins with that.</summary>
    public static string? Value(ColumnSchema column, Finding finding, CSharpTypeName types) =>
        Stored(column) is { } bytes
        && (SpecialAlgebraicType.OptionElement(column.Type) is not null || bytes.Any(static part => part != 0))
        && Literal(column.Type, bytes, finding, types, static text => SymbolDisplay.FormatLiteral(text, quote: true)) is var literal
        && literal != DefaultLiteral.Null
            ? literal
            : null;

    private static byte[]? Stored(ColumnSchema column) =>
        column.Default is { } stored && stored != ColumnSchema.UnknownDefault ? Bytes(stored) : null;

    private static string? Literal(
        AlgebraicType type, byte[] bytes, Finding finding, CSharpTypeName types, Func<string, string?> ofString)
    {
        if (SpecialAlgebraicType.OptionElement(type) is { } some)
        {
            return bytes is [1] ? DefaultLiteral.Null
                : bytes is [0, ..] ? Literal(some, [.. bytes.Skip(1)], finding, types, ofString) : null;
        }
        return type switch
        {
            AlgebraicType.Primitive { Kind: PrimitiveKind.Bool } => bytes switch { [0] => "false", [1] => "true", _ => null },
            AlgebraicType.Primitive { Kind: PrimitiveKind.String } =>
                bytes.Length >= 4 ? ofString(Encoding.UTF8.GetString(bytes, 4, bytes.Length - 4)) : null,
            AlgebraicType.Primitive { Kind: PrimitiveKind.F32 } when bytes.Length == 4 =>
                NumberLiteral.OfFloat(BitConverter.ToSingle(bytes, 0)),
            AlgebraicType.Primitive { Kind: PrimitiveKind.F64 } when bytes.Length == 8 =>
                NumberLiteral.OfDouble(BitConverter.ToDouble(bytes, 0)),
            AlgebraicType.Primitive { Kind: var kind } when IntegerRange.Of(kind) is { } range =>
                NumberLiteral.OfInteger(new([.. bytes, .. range.IsSigned ? [] : new byte[] { 0 }])),
            AlgebraicType.Ref reference when bytes is [var tag]
                && finding.Deployed.Resolve(reference.Name) is AlgebraicType.Sum sum && tag < sum.Variants.Count
                && types.InExpression(reference) is { } name =>
                    $"{name}.{CSharpNames.Escaped(DeployedField.VariantNameOf(sum.Variants[tag], finding))}",
            _ => null,
        };
    }

    /// <summary>As the generators paste it.</summary>
    private static string? OfString(string text)
    {
        var pasted = SymbolDisplay.FormatLiteral(text, quote: true);
        pasted = pasted.Substring(1, pasted.Length - 2);
        return PastedText.String(pasted) == text ? SymbolDisplay.FormatLiteral(pasted, quote: true) : null;
    }

    private static byte[]? Bytes(string hexadecimal)
    {
        var bytes = new byte[hexadecimal.Length / 2];
        for (var i = 0; i < bytes.Length; i++)
        {
            if (!byte.TryParse(hexadecimal.Substring(2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out bytes[i]))
            {
                return null;
            }
        }
        return bytes;
    }
}
