using System.Globalization;
using System.Text;

namespace SpacetimeSchema.Analyzers.Json;

/// <summary>Reads the strings, numbers and words of JSON (RFC 8259, sections 6 and 7), and keeps the first error.</summary>
internal ref struct JsonScanner
{
    private readonly string _text;
    private readonly RecurringStrings _strings = new();

    public JsonScanner(string text)
    {
        _text = text;
        Position = text.Length > 0 && text[0] == '\uFEFF' ? 1 : 0;
    }

    public int Position { get; private set; }

    public TextError? Error { get; private set; }

    /// <summary>Null at the end of the text.</summary>
    public readonly char? Current => Position < _text.Length ? _text[Position] : null;

    /// <summary>Null where there is an error.</summary>
    public string? String()
    {
        var start = ++Position;
        while (Position < _text.Length && _text[Position] is not ('"' or '\\' or < ' '))
        {
            Position++;
        }
        if (Position < _text.Length && _text[Position] == '"')
        {
            return _strings.Substring(_text, start, Position++ - start);
        }
        var result = new StringBuilder(_text, start, Position - start, Math.Max(16, Position - start));
        while (Position < _text.Length)
        {
            var c = _text[Position++];
            switch (c)
            {
                case '"':
                    return result.ToString();
                case < ' ':
                    Position--;
                    Fail("A control character must be escaped in a JSON string.");
                    return null;
                case '\\' when Escape() is { } escaped:
                    result.Append(escaped);
                    break;
                case '\\':
                    Fail("This is no escape sequence of JSON.");
                    return null;
                default:
                    result.Append(c);
                    break;
            }
        }
        Fail("The text ends inside a string.", new(start - 1, _text.Length - start + 1));
        return null;
    }

    private char? Escape()
    {
        if (Position >= _text.Length)
        {
            return null;
        }
        switch (_text[Position++])
        {
            case '"': return '"';
            case '\\': return '\\';
            case '/': return '/';
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u' when Position + 4 <= _text.Length && _text.Substring(Position, 4) is var digits && digits.All(IsHexDigit):
                Position += 4;
                return (char)int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            default:
                Position--;
                return null;
        }
    }

    private static bool IsHexDigit(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');

    /// <summary>As it is written; null where there is an error.</summary>
    public string? Number()
    {
        var start = Position;
        Skip('-');
        var digits = Position;
        var isWhole = SkipDigits();
        var leadingZero = Position - digits > 1 && _text[digits] == '0';
        var isValid = isWhole && !leadingZero;
        if (Skip('.'))
        {
            isValid &= SkipDigits();
        }
        if (Skip('e') || Skip('E'))
        {
            _ = Skip('+') || Skip('-');
            isValid &= SkipDigits();
        }
        if (isValid)
        {
            return _text.Substring(start, Position - start);
        }
        Fail("This is no number of JSON.", new(start, Position - start));
        return null;
    }

    private bool SkipDigits()
    {
        var start = Position;
        while (Position < _text.Length && _text[Position] is >= '0' and <= '9')
        {
            Position++;
        }
        return Position > start;
    }

    public bool Skip(char c)
    {
        if (Position < _text.Length && _text[Position] == c)
        {
            Position++;
            return true;
        }
        return false;
    }

    public bool Skip(string word)
    {
        if (string.CompareOrdinal(_text, Position, word, 0, word.Length) != 0)
        {
            return false;
        }
        Position += word.Length;
        return true;
    }

    /// <summary>What stands after any spaces.</summary>
    public bool Take(char c)
    {
        SkipSpaces();
        return Skip(c);
    }

    public void SkipSpaces()
    {
        while (Position < _text.Length && _text[Position] is (' ' or '\t' or '\r' or '\n'))
        {
            Position++;
        }
    }

    /// <summary>At the next character.</summary>
    public void Fail(string message) => Fail(message, new(Math.Min(Position, _text.Length), Position < _text.Length ? 1 : 0));

    public void Fail(string message, TextRange range) => Error ??= new(range, message);
}
