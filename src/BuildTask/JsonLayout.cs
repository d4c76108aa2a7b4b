using System.Text;
using SpacetimeSchema.Analyzers.Json;

namespace SpacetimeSchema.Build;

/// <summary>Lays out JSON for people who read diffs: what is short stands on one line, the rest is indented.</summary>
internal static class JsonLayout
{
    private const int Width = 110;

    public static string Of(JsonValue value)
    {
        var text = new StringBuilder();
        Write(value, "", text);
        return text.Append('\n').ToString();
    }

    private static void Write(JsonValue value, string indent, StringBuilder text)
    {
        if (OnOneLine(value) is var line && line.Length + indent.Length <= Width)
        {
            text.Append(line);
        }
        else if (value.Kind == JsonKind.Array)
        {
            WriteItems(value.Items, '[', ']', indent, text, Write);
        }
        else
        {
            WriteItems(value.Properties, '{', '}', indent, text, static (property, indent, text) =>
            {
                text.Append(JsonWriter.Quote(property.Name)).Append(": ");
                Write(property.Value, indent, text);
            });
        }
    }

    private static void WriteItems<T>(
        IReadOnlyList<T> items, char open, char close, string indent, StringBuilder text, Action<T, string, StringBuilder> write)
    {
        text.Append(open);
        for (var i = 0; i < items.Count; i++)
        {
            text.Append(i == 0 ? "\n" : ",\n").Append(indent).Append("  ");
            write(items[i], indent + "  ", text);
        }
        text.Append('\n').Append(indent).Append(close);
    }

    private static string OnOneLine(JsonValue value) => value.Kind switch
    {
        JsonKind.String => JsonWriter.Quote(value.Text),
        JsonKind.Number => value.Text,
        JsonKind.Array => $"[{string.Join(", ", value.Items.Select(OnOneLine))}]",
        JsonKind.Object when value.Properties.Length == 0 => "{}",
        JsonKind.Object =>
            $"{{ {string.Join(", ", value.Properties.Select(static property => $"{JsonWriter.Quote(property.Name)}: {OnOneLine(property.Value)}"))} }}",
        var word => word.ToString().ToLowerInvariant(),
    };
}
