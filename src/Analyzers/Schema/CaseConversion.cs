using System.Globalization;
using System.Text;

namespace SpacetimeSchema.Analyzers.Schema;

/// <summary>
/// Canonical names exactly as the engine makes them: the crate convert_case 0.6 with its default boundaries.
/// Source: <c>crates/schema/src/def/validate/v9.rs</c>, <c>convert</c> and <c>convert_algebraic_type</c>; facts/engine.md §4.
/// </summary>
internal static class CaseConversion
{
    /// <summary>What fits on the stack, and longer than any name that somebody types.</summary>
    private const int LongestAscii = 64;

    /// <summary>The canonical name of a table, column, field, reducer, procedure or view.</summary>
    /// <param name="known">Given back where it is that name, so that no other string of it is made.</param>
    public static string ToCanonical(string name, CaseConversionPolicy policy, string? known = null) =>
        policy == CaseConversionPolicy.SnakeCase ? ToSnake(name, known) : name;

    /// <summary>The canonical name of a variant of a sum.</summary>
    public static string ToCanonicalVariant(string name, CaseConversionPolicy policy) =>
        policy == CaseConversionPolicy.SnakeCase ? ToCamel(name) : name;

    /// <summary>The canonical name of a type.</summary>
    public static string ToCanonicalType(string name, CaseConversionPolicy policy) =>
        policy == CaseConversionPolicy.SnakeCase ? ToPascal(name) : name;

    public static string ToSnake(string name) => ToSnake(name, null);

    private static string ToSnake(string name, string? known) =>
        OfAscii(name, Style.Snake, known) ?? Join(name, "_", static (word, _) => Lower(word));

    public static string ToCamel(string name) =>
        OfAscii(name, Style.Camel) ?? Join(name, "", static (word, index) => index == 0 ? Lower(word) : Capitalize(word));

    public static string ToPascal(string name) => OfAscii(name, Style.Pascal) ?? Join(name, "", static (word, _) => Capitalize(word));

    private enum Style
    {
        Snake,
        Camel,
        Pascal,
    }

    private enum Letter
    {
        Lower,
        Upper,
        Digit,
        Other,
    }

    /// <summary>The same in one pass, for names as nearly all are: ASCII letters and digits. Null for others.</summary>
    private static string? OfAscii(string name, Style style, string? known = null)
    {
        if (name.Length is 0 or > LongestAscii)
        {
            return null;
        }
        Span<char> result = stackalloc char[2 * LongestAscii];
        var length = 0;
        var isFirstWord = true;
        for (var i = 0; i < name.Length; i++)
        {
            var letter = LetterOf(name[i]);
            if (letter == Letter.Other)
            {
                return null;
            }
            var isBoundary = i > 0
                && IsAsciiBoundary(LetterOf(name[i - 1]), letter, i + 1 < name.Length ? LetterOf(name[i + 1]) : Letter.Other);
            if (isBoundary)
            {
                isFirstWord = false;
                if (style == Style.Snake)
                {
                    result[length++] = '_';
                }
            }
            var isCapital = (i == 0 || isBoundary) && (style == Style.Pascal || (style == Style.Camel && !isFirstWord));
            result[length++] = letter == Letter.Digit ? name[i] : isCapital ? (char)(name[i] & ~0x20) : (char)(name[i] | 0x20);
        }
        var converted = result.Slice(0, length);
        return known is not null && converted.SequenceEqual(known.AsSpan()) ? known
            : converted.SequenceEqual(name.AsSpan()) ? name
            : converted.ToString();
    }

    private static bool IsAsciiBoundary(Letter before, Letter here, Letter next) =>
        before == here ? here == Letter.Upper && next == Letter.Lower : !(before == Letter.Upper && here == Letter.Lower);

    private static Letter LetterOf(char c) =>
        c is >= 'a' and <= 'z' ? Letter.Lower
            : c is >= 'A' and <= 'Z' ? Letter.Upper
            : c is >= '0' and <= '9' ? Letter.Digit
            : Letter.Other;

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

    /// <summary>As Unicode and Rust do it, and .NET does not: a sigma at the end of a word, and the dotted I of Turkish.</summary>
    private static string Lower(string word)
    {
        var lower = word.ToLowerInvariant().Replace("\u0130", "i\u0307");
        return word.Length > 1 && word[word.Length - 1] == '\u03A3' ? lower.Substring(0, lower.Length - 1) + '\u03C2' : lower;
    }

    private static string Capitalize(string word) => Upper(word[0]) + Lower(word.Substring(1));

    private static string Upper(char c) => c switch
    {
        '\u00DF' => "SS",
        '\u0131' => "I",
        _ => char.ToUpperInvariant(c).ToString(),
    };

    /// <summary>Splits at delimiters (dropped) and at case and digit boundaries (kept). Empty words vanish.</summary>
    private static IEnumerable<string> Words(string name)
    {
        var start = 0;
        var before = 0;
        for (var i = 0; i < name.Length; before = i, i = Next(name, i))
        {
            if (IsDelimiter(name[i]))
            {
                if (i > start)
                {
                    yield return name.Substring(start, i - start);
                }
                start = i + 1;
            }
            else if (i > start && IsBoundary(name, before, i))
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

    /// <summary>Where the next letter begins: marks belong to the one before.</summary>
    private static int Next(string name, int i)
    {
        i += char.IsSurrogatePair(name, i) ? 2 : 1;
        while (i < name.Length && IsMark(name[i]))
        {
            i++;
        }
        return i;
    }

    private static bool IsMark(char c) => c >= '\u0300'
        && char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.EnclosingMark;

    private static bool IsDelimiter(char c) => c is '_' or '-' or ' ';

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    /// <summary>Many scripts have no case: their letters have no boundary with digits.</summary>
    private static bool IsCased(string name, int i) => char.IsLower(name, i) || char.IsUpper(name, i);

    /// <summary>lower→Upper, letter→digit, digit→letter, and before the last capital of <c>AAa</c>.</summary>
    private static bool IsBoundary(string name, int before, int here) =>
        (char.IsLower(name, before) && char.IsUpper(name, here))
        || (IsCased(name, before) && IsDigit(name[here]))
        || (IsDigit(name[before]) && IsCased(name, here))
        || (char.IsUpper(name, before) && char.IsUpper(name, here) && Next(name, here) is var next
            && next < name.Length && char.IsLower(name, next));
}
