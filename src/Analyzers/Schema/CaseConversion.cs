using System.Text;

namespace SpacetimeSchema.Analyzers.Schema;

/// <summary>
/// Canonical names exactly as the engine makes them: the crate convert_case 0.6 with its default boundaries.
/// Source: <c>crates/schema/src/def/validate/v9.rs</c>, <c>convert</c> and <c>convert_algebraic_type</c>; facts/engine.md §4.
/// </summary>
internal static class CaseConversion
{
    /// <summary>The canonical name of a table, column, field, reducer, procedure or view.</summary>
    public static string ToCanonical(string name, CaseConversionPolicy policy) =>
        policy == CaseConversionPolicy.SnakeCase ? ToSnake(name) : name;

    /// <summary>The canonical name of a variant of a sum.</summary>
    public static string ToCanonicalVariant(string name, CaseConversionPolicy policy) =>
        policy == CaseConversionPolicy.SnakeCase ? ToCamel(name) : name;

    /// <summary>The canonical name of a type.</summary>
    public static string ToCanonicalType(string name, CaseConversionPolicy policy) =>
        policy == CaseConversionPolicy.SnakeCase ? ToPascal(name) : name;

    public static string ToSnake(string name) => Join(name, "_", static (word, _) => word.ToLowerInvariant());

    public static string ToCamel(string name) =>
        Join(name, "", static (word, index) => index == 0 ? word.ToLowerInvariant() : Capitalize(word));

    public static string ToPascal(string name) => Join(name, "", static (word, _) => Capitalize(word));

    private static string Join(string name, string separator, Func<string, int, string> convert)
    {
        var result = new StringBuilder(name.Length + 4);
        var index = 0;
        foreach (var word in Words(name))
        {
            if (index > 0)
            {
                result.Append(separator);
            }
            result.Append(convert(word, index++));
        }
        return result.ToString();
    }

    private static string Capitalize(string word) => char.ToUpperInvariant(word[0]) + word.Substring(1).ToLowerInvariant();

    /// <summary>Splits at delimiters (dropped) and at case and digit boundaries (kept). Empty words vanish.</summary>
    private static IEnumerable<string> Words(string name)
    {
        var start = 0;
        for (var i = 0; i < name.Length; i++)
        {
            if (IsDelimiter(name[i]))
            {
                if (i > start)
                {
                    yield return name.Substring(start, i - start);
                }
                start = i + 1;
            }
            else if (i > start && IsBoundary(name, i))
            {
                yield return name.Substring(start, i - start);
                start = i;
            }
        }
        if (start < name.Length)
        {
            yield return name.Substring(start);
        }
    }

    private static bool IsDelimiter(char c) => c is '_' or '-' or ' ';

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    /// <summary>lower→Upper, letter→digit, digit→letter, and before the last capital of <c>AAa</c>.</summary>
    private static bool IsBoundary(string name, int i)
    {
        var (before, here) = (name[i - 1], name[i]);
        return (char.IsLower(before) && char.IsUpper(here))
            || (char.IsLetter(before) && IsDigit(here))
            || (IsDigit(before) && char.IsLetter(here))
            || (char.IsUpper(before) && char.IsUpper(here) && i + 1 < name.Length && char.IsLower(name[i + 1]));
    }
}
