using SpacetimeSchema.Analyzers.Json;

namespace SpacetimeSchema.Build;

/// <summary>Ends a task with an error for people, at its place in a file where it has one.</summary>
internal sealed class SchemaTaskException(string message, string? path = null, TextPlace place = default) : Exception(message)
{
    public string? Path { get; } = path;

    public TextPlace Place { get; } = place;

    public static SchemaTaskException At(TextError error, string text, string path) => new(error.Message, path, TextPlace.Of(error.Range, text));
}
