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
        var start = isExact && first is string one && second is string other ? Differing(one, other) - LongestText / 2 : 0;
        var steps = $"becomes {Shown(first)}, then {Shown(second)}";
        return existed ? $"{column} {Shown(before)} {steps}" : $"{column} {steps}";

        string Shown(object? value) => value is string text ? Quoted(text, start) : TextOf(value, type, isExact);
    }

    /// <param name="isExact">Whether times are told to their last digit.</param>
    public static string TextOf(object? value, ITypeSymbol? type = null, bool isExact = false) => value switch
    {
        null => "null",
        string text => Quoted(text),
        bool truth => truth ? "true" : "false",
        Special { Kind: "Timestamp", Number: var microseconds } => new DateTime(1970, 1, 1).AddTicks(microseconds * 10)
            .ToString(isExact ? "yyyy-MM-dd HH:mm:ss.FFFFFF" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        Special { IsWritten: true } => "an identity",
        Special special => special.ToString(),
        Instance instance => instance.Type.Symbol.Name,
        System.Collections.IList list => Listed(list, (type as INamedTypeSymbol)?.TypeArguments.FirstOrDefault()),
        IFormattable => MemberOf(type, value) ?? Host.Format(value),
        _ => "another value",
    };

    /// <param name="start">Where the part begins that tells it from another.</param>
    private static string Quoted(string text, int start = 0)
    {
        start = Math.Max(0, Math.Min(start, text.Length - LongestText));
        var part = text.Length - start > LongestText ? text.Substring(start, LongestText) + "…" : text.Substring(start);
        return $"\"{(start > 0 ? "…" : "")}{part}\"";
    }

    /// <summary>Where two texts begin to differ.</summary>
    private static int Differing(string first, string second)
    {
        var at = 0;
        while (at < first.Length && at < second.Length && first[at] == second[at])
        {
            at++;
        }
        return at;
    }

    private static string Listed(System.Collections.IList list, ITypeSymbol? item)
    {
        var items = string.Join(", ", list.Cast<object?>().Select(value => TextOf(value, item)));
        return items.Length > LongestText ? $"{list.Count} items" : $"[{items}]";
    }

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

    /// <summary>The enum that a column holds, be it optional.</summary>
    public static INamedTypeSymbol? EnumOf(ITypeSymbol? type) => type switch
    {
        INamedTypeSymbol { TypeKind: TypeKind.Enum } held => held,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] } => EnumOf(inner),
        _ => null,
    };

    /// <summary>The name of a value of an enum.</summary>
    private static string? MemberOf(ITypeSymbol? type, object value) =>
        EnumOf(type)?.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => Equals(field.ConstantValue, value))?.Name;
}
