using System.Text;

namespace SpacetimeSchema.Analyzers.Json;

/// <summary>Writes JSON strings; layout is the business of who writes.</summary>
internal static class JsonWriter
{
    /// <summary>The string with quotes, escaped so that any text survives, lone surrogates too.</summary>
    public static string Quote(string text)
    {
        var result = new StringBuilder(text.Length + 2).Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                result.Append(c).Append(text[++i]);
            }
            else
            {
                AppendEscaped(result, c);
            }
        }
        return result.Append('"').ToString();
    }

    private static void AppendEscaped(StringBuilder result, char c)
    {
        switch (c)
        {
            case '"':
                result.Append("\\\"");
                break;
            case '\\':
                result.Append("\\\\");
                break;
            case '\n':
                result.Append("\\n");
                break;
            case '\r':
                result.Append("\\r");
                break;
            case '\t':
                result.Append("\\t");
                break;
            default:
                if (c < ' ' || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\uFEFF')
                {
                    result.Append("\\u").Append(((int)c).ToString("x4"));
                }
                else
                {
                    result.Append(c);
                }
                break;
        }
    }
}
