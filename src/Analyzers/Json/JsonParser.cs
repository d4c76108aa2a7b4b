namespace SpacetimeSchema.Analyzers.Json;

/// <summary>
/// Reads JSON (RFC 8259) with the place of every value. Total: any text gives a value or an error, in linear time and bounded stack.
/// System.Text.Json cannot be used: in an analyzer its version is the host's (facts/roslyn.md).
/// </summary>
internal ref struct JsonParser
{
    /// <summary>Deeper than any schema, and shallow enough for any stack.</summary>
    private const int MaximumDepth = 256;

    private readonly CancellationToken _cancellation;

    /// <summary>Those of all objects and arrays that are not at their end yet, one after the other.</summary>
    private readonly List<JsonProperty> _properties = [];
    private readonly List<JsonValue> _items = [];
    private JsonScanner _scanner;
    private int _depth;

    private JsonParser(string text, CancellationToken cancellation)
    {
        _scanner = new(text);
        _cancellation = cancellation;
    }

    public static JsonValue? Parse(string text, out TextError? error, CancellationToken cancellation = default)
    {
        var parser = new JsonParser(text, cancellation);
        var value = parser.Value();
        parser._scanner.SkipSpaces();
        if (value is not null && parser._scanner.Current is not null)
        {
            value = parser.Fail("Nothing may follow the end of the JSON value.");
        }
        error = parser._scanner.Error;
        return value;
    }

    private JsonValue? Value()
    {
        _scanner.SkipSpaces();
        var start = _scanner.Position;
        return _scanner.Current switch
        {
            null => Fail("The text ends where a JSON value is expected."),
            '{' => Nested(static (ref parser) => parser.Object()),
            '[' => Nested(static (ref parser) => parser.Array()),
            '"' => _scanner.String() is { } text ? new(JsonKind.String, start, _scanner.Position - start, text, [], []) : null,
            '-' or (>= '0' and <= '9') =>
                _scanner.Number() is { } number ? new(JsonKind.Number, start, number.Length, number, [], []) : null,
            _ =>
                Word("null", JsonKind.Null) ?? Word("true", JsonKind.True) ?? Word("false", JsonKind.False)
                    ?? Fail("A JSON value is expected here."),
        };
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
        var start = _scanner.Position;
        _scanner.Skip('{');
        var first = _properties.Count;
        HashSet<string>? names = null;
        if (!_scanner.Take('}'))
        {
            do
            {
                _scanner.SkipSpaces();
                var nameStart = _scanner.Position;
                if (_scanner.Current != '"')
                {
                    return Fail("The name of a property is expected here, in quotes.");
                }
                if (_scanner.String() is not { } name)
                {
                    return null;
                }
                var range = new TextRange(nameStart, _scanner.Position - nameStart);
                if (IsDuplicate(name, first, ref names))
                {
                    _scanner.Fail($"The property '{name}' stands twice in one object.", range);
                    return null;
                }
                if (!_scanner.Take(':'))
                {
                    return Fail("A colon is expected after the name of a property.");
                }
                if (Value() is not { } value)
                {
                    return null;
                }
                _properties.Add(new(name, range, value));
            }
            while (_scanner.Take(','));
            if (!_scanner.Take('}'))
            {
                return Fail("A comma or the closing brace of the object is expected here.");
            }
        }
        return new(JsonKind.Object, start, _scanner.Position - start, "", [], Taken(_properties, first));
    }

    /// <summary>Objects are small, but for hostile ones: a set is made when it pays.</summary>
    /// <param name="first">The place of the object's first property among all.</param>
    private readonly bool IsDuplicate(string name, int first, ref HashSet<string>? names)
    {
        if (_properties.Count - first < 16)
        {
            for (var i = first; i < _properties.Count; i++)
            {
                if (_properties[i].Name == name)
                {
                    return true;
                }
            }
            return false;
        }
        names ??= new(_properties.Skip(first).Select(static property => property.Name), StringComparer.Ordinal);
        return !names.Add(name);
    }

    private JsonValue? Array()
    {
        var start = _scanner.Position;
        _scanner.Skip('[');
        var first = _items.Count;
        if (!_scanner.Take(']'))
        {
            do
            {
                if (Value() is not { } value)
                {
                    return null;
                }
                _items.Add(value);
            }
            while (_scanner.Take(','));
            if (!_scanner.Take(']'))
            {
                return Fail("A comma or the closing bracket of the array is expected here.");
            }
        }
        return new(JsonKind.Array, start, _scanner.Position - start, "", Taken(_items, first), []);
    }

    private static T[] Taken<T>(List<T> all, int first)
    {
        var taken = new T[all.Count - first];
        all.CopyTo(first, taken, 0, taken.Length);
        all.RemoveRange(first, taken.Length);
        return taken;
    }

    private JsonValue? Word(string word, JsonKind kind)
    {
        var start = _scanner.Position;
        return _scanner.Skip(word) ? new(kind, start, word.Length, "", [], []) : null;
    }

    private JsonValue? Fail(string message)
    {
        _scanner.Fail(message);
        return null;
    }
}
