using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Members of texts that the oldest host lacks.</summary>
internal sealed partial class Interpreter
{
    private static bool TryCallString(string text, string name, object?[] arguments, out object? result)
    {
        result = null;
        switch (name, arguments)
        {
            case ("Contains", [char character]):
                result = text.IndexOf(character) >= 0;
                return true;
            case ("StartsWith", [char character]):
                result = text.Length > 0 && text[0] == character;
                return true;
            case ("EndsWith", [char character]):
                result = text.Length > 0 && text[text.Length - 1] == character;
                return true;
            case ("StartsWith", [string part]):
                result = text.StartsWith(part, StringComparison.Ordinal);
                return true;
            case ("EndsWith", [string part]):
                result = text.EndsWith(part, StringComparison.Ordinal);
                return true;
            case ("IndexOf", [string part]):
                result = text.IndexOf(part, StringComparison.Ordinal);
                return true;
            case ("Contains", [string part, int comparison]):
                result = text.IndexOf(part, (StringComparison)comparison) >= 0;
                return true;
            case ("Replace", [string from, string to, int comparison]) when comparison is (int)StringComparison.Ordinal:
                result = text.Replace(from, to);
                return true;
            case ("Split", [char separator, int options]):
                result = Boxed(text.Split([separator], (StringSplitOptions)(options & 1)), options);
                return true;
            case ("Split", [char separator, int count, int options]):
                result = Boxed(text.Split([separator], count, (StringSplitOptions)(options & 1)), options);
                return true;
            case ("Split", [string separator, int options]):
                result = Boxed(text.Split([separator], (StringSplitOptions)(options & 1)), options);
                return true;
            case ("Split", [string separator, int count, int options]):
                result = Boxed(text.Split([separator], count, (StringSplitOptions)(options & 1)), options);
                return true;
            case ("ToUpper", []):
                result = text.ToUpperInvariant();
                return true;
            case ("ToLower", []):
                result = text.ToLowerInvariant();
                return true;
            case ("Trim" or "TrimStart" or "TrimEnd", [char character]):
                result = name == "Trim" ? text.Trim(character) : name == "TrimStart" ? text.TrimStart(character) : text.TrimEnd(character);
                return true;
            default:
                return false;
        }
    }

    /// <summary>2 is <c>TrimEntries</c>, which the oldest host lacks.</summary>
    private static object?[] Boxed(string[] parts, int options) =>
        parts.Select(part => (options & 2) != 0 ? part.Trim() : part)
            .Where(part => (options & 1) == 0 || part.Length > 0).ToArray<object?>();
}
