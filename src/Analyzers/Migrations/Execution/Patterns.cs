using System.Text;
using System.Text.RegularExpressions;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>
/// Texts that regular expressions of the code match: without them, code that looks for such texts would seem to do nothing.
/// </summary>
internal static class Patterns
{
    /// <summary>Nobody writes longer ones, and groups in groups are read one in another.</summary>
    private const int LongestPattern = 500;

    /// <summary>A text that the pattern matches; null where it is more than this can read.</summary>
    public static string? Example(string pattern)
    {
        if (pattern.Length > LongestPattern)
        {
            return null;
        }
        var position = 0;
        try
        {
            return Alternatives(pattern, ref position) is { Length: > 0 and < 100 } text && position == pattern.Length
                && Regex.IsMatch(text, pattern, RegexOptions.None, RegexCalls.Patience) ? text : null;
        }
        catch (Exception exception) when (exception is ArgumentException or RegexMatchTimeoutException)
        {
            return null;
        }
    }

    /// <summary>The first of several alternatives.</summary>
    private static string? Alternatives(string pattern, ref int position)
    {
        var first = Sequence(pattern, ref position);
        while (position < pattern.Length && pattern[position] == '|')
        {
            position++;
            Sequence(pattern, ref position);
        }
        return first;
    }

    private static string? Sequence(string pattern, ref int position)
    {
        var text = new StringBuilder();
        while (position < pattern.Length && pattern[position] is not ('|' or ')'))
        {
            if (Item(pattern, ref position) is not { } item)
            {
                return null;
            }
            for (var count = Count(pattern, ref position); count > 0 && text.Length < 100; count--)
            {
                text.Append(item);
            }
        }
        return text.ToString();
    }

    /// <summary>What a character, a class or a group may stand for; empty for an anchor.</summary>
    private static string? Item(string pattern, ref int position)
    {
        switch (pattern[position++])
        {
            case '^' or '$': return "";
            case '.': return "x";
            case '(': return Group(pattern, ref position);
            case '[': return Class(pattern, ref position);
            case '\\' when position < pattern.Length: return Escaped(pattern[position++]);
            case var character: return character.ToString();
        }
    }

    private static string? Escaped(char character) => character switch
    {
        'd' => "7",
        'w' => "n",
        's' => " ",
        'S' or 'D' => "x",
        'W' => "-",
        'b' or 'B' or 'A' or 'z' or 'Z' => "",
        't' => "\t",
        'n' => "\n",
        'r' => "\r",
        _ when char.IsLetterOrDigit(character) => null,
        _ => character.ToString(),
    };

    private static string? Group(string pattern, ref int position)
    {
        var isLook = false;
        if (position < pattern.Length && pattern[position] == '?')
        {
            position++;
            var kind = position < pattern.Length ? pattern[position] : ')';
            isLook = kind is '=' or '!' || (kind == '<' && position + 1 < pattern.Length && pattern[position + 1] is '=' or '!');
            var end = kind == ':' ? position
                : isLook ? position + (kind == '<' ? 1 : 0)
                : kind == '<' ? pattern.IndexOf('>', position)
                : -1;
            if (end < 0)
            {
                return null;
            }
            position = end + 1;
        }
        var text = Alternatives(pattern, ref position);
        position++;
        return isLook ? "" : text;
    }

    private static string? Class(string pattern, ref int position)
    {
        var end = pattern.IndexOf(']', Math.Min(pattern.Length, position + 1));
        if (end < 0)
        {
            return null;
        }
        var content = pattern.Substring(position, end - position);
        position = end + 1;
        return content[0] == '\\' && content.Length > 1 ? Escaped(content[1])
            : content[0] != '^' ? content[0].ToString()
            : Array.Find(
                ["!", "x", "7", " ", "-"], candidate => Regex.IsMatch(candidate, $"[{content}]", RegexOptions.None, RegexCalls.Patience));
    }

    /// <summary>How often a quantifier asks for at least, and once more than that where nothing would do.</summary>
    private static int Count(string pattern, ref int position)
    {
        if (position >= pattern.Length)
        {
            return 1;
        }
        var count = 1;
        switch (pattern[position])
        {
            case '*' or '?':
                position++;
                break;
            case '+':
                (position, count) = (position + 1, 2);
                break;
            case '{' when pattern.IndexOf('}', position) is > 0 and var end
                && int.TryParse(pattern.Substring(position + 1, end - position - 1).Split(',')[0], out var least):
                (position, count) = (end + 1, Math.Min(least, 50));
                break;
            default:
                return 1;
        }
        if (position < pattern.Length && pattern[position] is '?' or '+')
        {
            position++;
        }
        return count;
    }
}
