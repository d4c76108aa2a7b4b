using SpacetimeSchema.Analyzers.Json;

namespace SpacetimeSchema.Build;

/// <summary>A place in a text as people and consoles count it, from 1.</summary>
internal readonly record struct TextPlace(int Line, int Column)
{
    public static TextPlace Of(TextRange range, string text)
    {
        var before = text.Substring(0, range.Start);
        return new(before.Count(static c => c == '\n') + 1, range.Start - before.LastIndexOf('\n'));
    }
}
