using SpacetimeSchema.Analyzers.Json;

namespace SpacetimeSchema.Analyzers.Snapshot;

/// <summary>
/// The id of what stands in a table or type of our own format: 64-bit FNV-1a of its JSON without white space, so that neither
/// line ends nor a formatter change it. It tells a bad merge, and is no protection against anybody.
/// </summary>
internal static class StateId
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>Of the JSON of an object's properties, separated by commas.</summary>
    public static string Of(string properties) => Written(Add(Offset, properties, 0, properties.Length));

    /// <summary>Of an object in a text, but for the properties of these names.</summary>
    public static string Of(JsonValue value, string text, params string[] exceptions)
    {
        var hash = Offset;
        var isFirst = true;
        foreach (var property in value.Properties)
        {
            if (Array.IndexOf(exceptions, property.Name) >= 0)
            {
                continue;
            }
            hash = isFirst ? hash : Add(hash, ',');
            isFirst = false;
            hash = Add(hash, text, property.NameRange.Start, property.Value.Range.Start + property.Value.Range.Length);
        }
        return Written(hash);
    }

    private static string Written(ulong hash) => hash.ToString("x16");

    private static ulong Add(ulong hash, string text, int start, int end)
    {
        var isInString = false;
        for (var i = start; i < end; i++)
        {
            var c = text[i];
            if (isInString || c is not (' ' or '\n' or '\r' or '\t'))
            {
                hash = Add(hash, c);
            }
            if (c == '"')
            {
                isInString = !isInString;
            }
            else if (c == '\\' && isInString && i + 1 < end)
            {
                hash = Add(hash, text[++i]);
            }
        }
        return hash;
    }

    private static ulong Add(ulong hash, char c) => unchecked((hash ^ c) * Prime);
}
