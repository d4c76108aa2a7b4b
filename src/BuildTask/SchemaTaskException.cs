using SpacetimeSchema.Analyzers.Json;

namespace SpacetimeSchema.Build;

/// <summary>Ends a task with an error for people, at its place in the snapshot where it has one.</summary>
internal sealed class SchemaTaskException(string message, TextPlace place = default) : Exception(message)
{
    public TextPlace Place { get; } = place;

    public static SchemaTaskException At(TextError error, string text) => new(error.Message, TextPlace.Of(error.Range, text));
}
