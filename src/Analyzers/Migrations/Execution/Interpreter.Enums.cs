using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>The static members of <c>System.Enum</c>, and numbers that are parsed or compared by their own type.</summary>
internal sealed partial class Interpreter
{
    private static bool TryCallEnum(IMethodSymbol method, object?[] arguments, out object? result)
    {
        var isGeneric = method.TypeArguments.Length == 1;
        if ((isGeneric
            ? method.TypeArguments[0]
            : (arguments.FirstOrDefault() as TypeValue)?.Symbol) is not INamedTypeSymbol { TypeKind: TypeKind.Enum } type)
        {
            throw new LostTrackException(method.Name);
        }
        var given = isGeneric ? arguments : arguments.Skip(1).ToArray();
        switch (method.Name, given)
        {
            case ("GetValues" or "GetValuesAsUnderlyingType", []):
                result = Members(type).Select(static member => member.ConstantValue).ToArray();
                return true;
            case ("GetNames", []):
                result = Members(type).Select(static member => (object?)member.Name).ToArray();
                return true;
            case ("GetName", [{ } value]):
                result = Members(type).FirstOrDefault(member => Equals(member.ConstantValue, value))?.Name;
                return true;
            case ("IsDefined", [string name]):
                result = Members(type).Any(member => member.Name == name);
                return true;
            case ("IsDefined", [{ } value]):
                result = Members(type).Any(member => Equality(value, member.ConstantValue));
                return true;
            case ("Parse", [string text, ..]):
                result = Parsed(type, text, given) ?? throw new ThrownException("System.ArgumentException");
                return true;
            case ("TryParse", [var text, ..]):
                var parsed = text is string ? Parsed(type, (string)text, given) : null;
                arguments[arguments.Length - 1] = parsed ?? Values.DefaultOf(type);
                result = parsed is not null;
                return true;
            default:
                throw new LostTrackException(method.Name);
        }

        static bool Equality(object value, object? constant) =>
            constant is not null && Numbers.ToInteger(value) == Numbers.ToInteger(constant);
    }

    /// <summary>By name, or by number; several names at once are not followed.</summary>
    private static object? Parsed(INamedTypeSymbol type, string text, object?[] arguments)
    {
        var trimmed = text.Trim();
        var comparison = arguments.Length > 1 && arguments[1] is true ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        if (long.TryParse(
            trimmed, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var number))
        {
            return Numbers.Wrap(number, type.EnumUnderlyingType!.SpecialType, isChecked: false);
        }
        return trimmed.Contains(",")
            ? throw new LostTrackException("flags")
            : Members(type).FirstOrDefault(member => string.Equals(member.Name, trimmed, comparison))?.ConstantValue;
    }

    private static IEnumerable<IFieldSymbol> Members(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IFieldSymbol>().Where(static member => member.HasConstantValue)
            .OrderBy(static member => Numbers.ToInteger(member.ConstantValue!));

    /// <summary>The overloads that take a culture alone are newer than the oldest host.</summary>
    private static bool TryParse(INamedTypeSymbol type, string name, object?[] arguments, out object? result)
    {
        var isFraction = type.SpecialType is SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal;
        var styles = isFraction
            ? System.Globalization.NumberStyles.Float | System.Globalization.NumberStyles.AllowThousands
            : System.Globalization.NumberStyles.Integer;
        object?[] given = [arguments[0], (int)styles, .. arguments.Skip(1)];
        if (!Host.TryInvoke(HostTypes.Of(type)!, name, null, given, new Type?[given.Length], out result))
        {
            throw new LostTrackException(name);
        }
        arguments[arguments.Length - 1] = name == "TryParse" ? given[given.Length - 1] : arguments[arguments.Length - 1];
        return true;
    }

    /// <summary><c>int.Max</c> and its like, which the oldest host has in <c>Math</c> alone.</summary>
    private static bool TryCallNumber(string name, object?[] arguments, out object? result)
    {
        if (arguments is [{ } value, { } low, { } high])
        {
            result = Ordering.Instance.Compare(value, low) < 0 ? low : Ordering.Instance.Compare(value, high) > 0 ? high : value;
            return true;
        }
        return Host.TryInvoke(typeof(Math), name, null, arguments, new Type?[arguments.Length], out result)
            ? true
            : throw new LostTrackException(name);
    }
}
