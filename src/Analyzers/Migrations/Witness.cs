using System.Globalization;
using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Migrations.Execution;

namespace SpacetimeSchema.Analyzers.Migrations;

/// <summary>Values that show what a second run does: <c>Score 100 becomes 110, then 120</c>.</summary>
internal static class Witness
{
    private const int LongestText = 40;

    /// <param name="type">What the column holds; null where it is not known.</param>
    public static string Of(string column, ITypeSymbol? type, object? before, object? first, object? second, bool existed)
    {
        // The part that differs tells more than the name of the whole.
        while (DifferingPart(first, second) is >= 0 and var part)
        {
            existed &= (before as Instance)?.Type == (first as Instance)?.Type && PartsOf(before)?.Count > part;
            before = existed ? PartsOf(before)![part] : null;
            (column, type) = first is Instance whole && whole.Type.MemberAt(part) is { } member
                ? ($"{column}.{member.Name.TrimEnd('_')}", TypeOf(member))
                : ($"{column}[{part}]", type is INamedTypeSymbol { TypeArguments: [var item] } ? item : null);
            (first, second) = (PartsOf(first)![part], PartsOf(second)![part]);
        }
        var isExact = TextOf(first, type) == TextOf(second, type);
        var steps = $"becomes {TextOf(first, type, isExact)}, then {TextOf(second, type, isExact)}";
        return existed ? $"{column} {TextOf(before, type, isExact)} {steps}" : $"{column} {steps}";
    }

    /// <param name="isExact">Whether times are told to their last digit.</param>
    public static string TextOf(object? value, ITypeSymbol? type = null, bool isExact = false) => value switch
    {
        null => "null",
        string text => $"\"{(text.Length > LongestText ? text.Substring(0, LongestText) + "…" : text)}\"",
        bool truth => truth ? "true" : "false",
        Special { Kind: "Timestamp", Number: var microseconds } => new DateTime(1970, 1, 1).AddTicks(microseconds * 10)
            .ToString(isExact ? "yyyy-MM-dd HH:mm:ss.FFFFFF" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        Special { IsWritten: true } => "an identity",
        Special special => special.ToString(),
        Instance instance => instance.Type.Symbol.Name,
        System.Collections.IList list => $"[{list.Count}]",
        IFormattable => MemberOf(type, value) ?? Host.Format(value),
        _ => "another value",
    };

    /// <summary>The first part in which two values of one shape differ, or -1.</summary>
    private static int DifferingPart(object? first, object? second)
    {
        if ((first is Instance a && second is Instance b && !a.Type.Is(b.Type)) || PartsOf(first) is not { } left
            || PartsOf(second) is not { } right || left.Count != right.Count)
        {
            return -1;
        }
        for (var i = 0; i < left.Count; i++)
        {
            if (!Values.AreEqual(left[i], right[i]) && !Values.HasOpaque(left[i]) && !Values.HasOpaque(right[i])
                && (first is not Instance whole || whole.Type.MemberAt(i) is not null))
            {
                return i;
            }
        }
        return -1;
    }

    private static IReadOnlyList<object?>? PartsOf(object? value) => value switch
    {
        Instance instance => instance.Slots,
        List<object?> list => list,
        _ => null,
    };

    private static ITypeSymbol? TypeOf(ISymbol member) => (member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type;

    /// <summary>The name of a value of an enum.</summary>
    private static string? MemberOf(ITypeSymbol? type, object value)
    {
        var held = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] }
            ? inner
            : type;
        return held is { TypeKind: TypeKind.Enum }
            ? held.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => Equals(field.ConstantValue, value))?.Name
            : null;
    }
}
