namespace SpacetimeSchema.Analyzers.Json;

/// <summary>A snapshot says the same words over and over: names of properties, of types, of columns. Each is made once.</summary>
internal sealed class RecurringStrings
{
    private const int Count = 512;
    private const int LongestLength = 32;

    private readonly string?[] _known = new string?[Count];

    /// <summary>The same object for the same short text, as long as no other one takes its place.</summary>
    public string Substring(string text, int start, int length)
    {
        if (length is 0 or > LongestLength)
        {
            return text.Substring(start, length);
        }
        var hash = (text[start] * 31 + text[start + length - 1]) * 31 + text[start + length / 2] + length;
        ref var known = ref _known[hash & (Count - 1)];
        return known is not null && known.Length == length && string.CompareOrdinal(text, start, known, 0, length) == 0
            ? known
            : known = text.Substring(start, length);
    }
}
