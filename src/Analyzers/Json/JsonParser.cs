using System.Globalization;
using System.Text;

namespace SpacetimeSchema.Analyzers.Json;

/// <summary>
/// Reads JSON (RFC 8259) with the place of every value. Total: any text gives a value or an error, in linear time and bounded stack.
/// System.Text.Json cannot be used: in an analyzer its version is the host's (facts/roslyn.md).
/// </summary>
internal ref struct JsonParser
{
    /// <summary>Deeper than any schema, and shallow enough for any stack.</summary>
    private const int MaximumDepth = 256;

    /// <summary>A snapshot says the same words over and over: names of properties, of types, of columns.</summary>
    private const int KnownStrings = 512;
    private const int LongestKnownString = 32;

    private readonly string _text;
    private readonly CancellationToken _cancellation;
    private int _position;
    private int _depth;
    private TextError? _error;
    private readonly string?[] _strings = new string?[KnownStrings];

    private JsonParser(string text, CancellationToken cancellation)
    {
        _text = text;
        _cancellation = cancellation;
        _position = text.Length > 0 && text[0] == '\uFEFF' ? 1 : 0;
    }

    public static JsonValue? Parse(string text, out TextError? error, CancellationToken cancellation = default)
    {
        var parser = new JsonParser(text, cancellation);
        var value = parser.Value();
        parser.SkipSpaces();
        if (value is not null && parser._position < text.Length)
        {
            value = parser.Fail("Nothing may follow the end of the JSON value.");
        }
        error = parser._error;
        return value;
    }

    private JsonValue? Value()
    {
        SkipSpaces();
        if (_position >= _text.Length)
        {
            return Fail("The text ends where a JSON value is expected.");
        }
        switch (_text[_position])
        {
            case '{':
                return Nested(static (ref parser) => parser.Object());
            case '[':
                return Nested(static (ref parser) => parser.Array());
            case '"':
                var start = _position;
                return String() is { } text ? new(JsonKind.String, start, _position - start, text, [], []) : null;
            case '-' or (>= '0' and <= '9'):
                return Number();
            default:
                return Word("null", JsonKind.Null) ?? Word("true", JsonKind.True) ?? Word("false", JsonKind.False)
                    ?? Fail("A JSON value is expected here.");
        }
    }

    private delegate JsonValue? Reader(ref JsonParser parser);

    private JsonValue? Nested(Reader read)
    {
        if (_depth == MaximumDepth)
        {
            return Fail($"The JSON is nested deeper than {MaximumDepth} levels.");
        }
        _cancellation.ThrowIfCancellationRequested();
        _depth++;
        var value = read(ref this);
        _depth--;
        return value;
    }

    private JsonValue? Object()
    {
        var start = _position++;
        var properties = new List<JsonProperty>();
        HashSet<string>? names = null;
        if (!Take('}'))
        {
            do
            {
                SkipSpaces();
                var nameStart = _position;
                if (_position >= _text.Length || _text[_position] != '"')
                {
                    return Fail("The name of a property is expected here, in quotes.");
                }
                if (String() is not { } name)
                {
                    return null;
                }
                var range = new TextRange(nameStart, _position - nameStart);
                if (IsDuplicate(name, properties, ref names))
                {
                    return Fail($"The property '{name}' stands twice in one object.", range);
                }
                if (!Take(':'))
                {
                    return Fail("A colon is expected after the name of a property.");
                }
                if (Value() is not { } value)
                {
                    return null;
                }
                properties.Add(new(name, range, value));
            }
            while (Take(','));
            if (!Take('}'))
            {
                return Fail("A comma or the closing brace of the object is expected here.");
            }
        }
        return new(JsonKind.Object, start, _position - start, "", [], properties);
    }

    /// <summary>Objects are small, but for hostile ones: a set is made when it pays.</summary>
    private static bool IsDuplicate(string name, List<JsonProperty> properties, ref HashSet<string>? names)
    {
        if (properties.Count < 16)
        {
            foreach (var property in properties)
            {
                if (property.Name == name)
                {
                    return true;
                }
            }
            return false;
        }
        names ??= [.. properties.Select(static property => property.Name)];
        return !names.Add(name);
    }

    private JsonValue? Array()
    {
        var start = _position++;
        var items = new List<JsonValue>();
        if (!Take(']'))
        {
            do
            {
                if (Value() is not { } value)
                {
                    return null;
                }
                items.Add(value);
            }
            while (Take(','));
            if (!Take(']'))
            {
                return Fail("A comma or the closing bracket of the array is expected here.");
            }
        }
        return new(JsonKind.Array, start, _position - start, "", items, []);
    }

    private string? String()
    {
        var start = ++_position;
        while (_position < _text.Length && _text[_position] is not ('"' or '\\' or < ' '))
        {
            _position++;
        }
        if (_position < _text.Length && _text[_position] == '"')
        {
            return Text(start, _position++ - start);
        }
        var result = new StringBuilder(_text, start, _position - start, Math.Max(16, _position - start));
        while (_position < _text.Length)
        {
            var c = _text[_position++];
            switch (c)
            {
                case '"':
                    return result.ToString();
                case < ' ':
                    _position--;
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

    /// <summary>The same object for the same short text, as long as no other one takes its place.</summary>
    private readonly string Text(int start, int length)
    {
        if (length is 0 or > LongestKnownString)
        {
            return _text.Substring(start, length);
        }
        var hash = (_text[start] * 31 + _text[start + length - 1]) * 31 + _text[start + length / 2] + length;
        ref var known = ref _strings[hash & (KnownStrings - 1)];
        return known is not null && known.Length == length && string.CompareOrdinal(_text, start, known, 0, length) == 0
            ? known
            : known = _text.Substring(start, length);
    }

    private char? Escape()
    {
        if (_position >= _text.Length)
        {
            return null;
        }
        switch (_text[_position++])
        {
            case '"': return '"';
            case '\\': return '\\';
            case '/': return '/';
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u' when _position + 4 <= _text.Length && _text.Substring(_position, 4) is var digits && digits.All(IsHexDigit):
                _position += 4;
                return (char)int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            default:
                _position--;
                return null;
        }
    }

    private static bool IsHexDigit(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');

    private JsonValue? Number()
    {
        var start = _position;
        Skip('-');
        var digits = _position;
        var isWhole = SkipDigits();
        var leadingZero = _position - digits > 1 && _text[digits] == '0';
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
        var range = new TextRange(start, _position - start);
        return isValid
            ? new(JsonKind.Number, start, range.Length, _text.Substring(start, range.Length), [], [])
            : Fail("This is no number of JSON.", range);
    }

    private bool SkipDigits()
    {
        var start = _position;
        while (_position < _text.Length && _text[_position] is >= '0' and <= '9')
        {
            _position++;
        }
        return _position > start;
    }

    private bool Skip(char c)
    {
        if (_position < _text.Length && _text[_position] == c)
        {
            _position++;
            return true;
        }
        return false;
    }

    private JsonValue? Word(string word, JsonKind kind)
    {
        if (string.CompareOrdinal(_text, _position, word, 0, word.Length) != 0)
        {
            return null;
        }
        _position += word.Length;
        return new(kind, _position - word.Length, word.Length, "", [], []);
    }

    private bool Take(char c)
    {
        SkipSpaces();
        return Skip(c);
    }

    private void SkipSpaces()
    {
        while (_position < _text.Length && _text[_position] is (' ' or '\t' or '\r' or '\n'))
        {
            _position++;
        }
    }

    private JsonValue? Fail(string message) =>
        Fail(message, new(Math.Min(_position, _text.Length), _position < _text.Length ? 1 : 0));

    private JsonValue? Fail(string message, TextRange range)
    {
        _error ??= new(range, message);
        return null;
    }
}
