namespace SpacetimeSchema.Analyzers.Json;

internal enum JsonKind
{
    Null,
    True,
    False,
    Number,
    String,
    Array,
    Object,
}

/// <summary>A JSON value that remembers where it stands.</summary>
/// <param name="Start">The offset of its first character.</param>
/// <param name="Length">In characters.</param>
internal sealed class JsonValue(JsonKind kind, int start, int length, string text, JsonValue[] items, JsonProperty[] properties)
{
    public JsonKind Kind { get; } = kind;

    public TextRange Range { get; } = new(start, length);

    /// <summary>The unescaped characters of a string; the digits of a number as they are written.</summary>
    public string Text { get; } = text;

    /// <summary>Of an array; an array of its own, which costs nothing to walk.</summary>
    public JsonValue[] Items { get; } = items;

    /// <summary>Of an object.</summary>
    public JsonProperty[] Properties { get; } = properties;

    /// <summary>The first property of that name, or null.</summary>
    public JsonValue? this[string name]
    {
        get
        {
            foreach (var property in Properties)
            {
                if (property.Name == name)
                {
                    return property.Value;
                }
            }
            return null;
        }
    }

    public bool? AsBool() => Kind switch
    {
        JsonKind.True => true,
        JsonKind.False => false,
        _ => null,
    };

    /// <summary>The number, where it is a non-negative integer that fits.</summary>
    public int? AsIndex() =>
        Kind == JsonKind.Number && Text.Length <= 9 && Text.All(static c => c is >= '0' and <= '9') ? int.Parse(Text) : null;

    public string? AsString() => Kind == JsonKind.String ? Text : null;
}

/// <summary>A property of an object.</summary>
/// <param name="NameRange">Of the name with its quotes.</param>
internal readonly record struct JsonProperty(string Name, TextRange NameRange, JsonValue Value);

/// <summary>A place in a text, in characters.</summary>
internal readonly record struct TextRange(int Start, int Length);

/// <summary>What is wrong with a text, and where.</summary>
/// <param name="Message">A sentence.</param>
internal sealed record TextError(TextRange Range, string Message);
