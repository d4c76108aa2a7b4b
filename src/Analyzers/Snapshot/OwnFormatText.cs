using SpacetimeSchema.Analyzers.Json;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Snapshot;

/// <summary>Words, lines and lists of our own format.</summary>
internal static class OwnFormatText
{
    /// <summary>An array with each item on a line of its own.</summary>
    public static string List(IEnumerable<string> items, string indent, string closeIndent)
    {
        var lines = string.Join(",\n", items.Select(item => indent + item));
        return lines.Length == 0 ? "[]" : $"[\n{lines}\n{closeIndent}]";
    }

    public static string? ListOrNothing(IEnumerable<string> items) => List(items, "", "") is var list && list != "[]" ? list : null;

    public static string Names(EquatableArray<string> names) => $"[{string.Join(", ", names.Select(JsonWriter.Quote))}]";

    public static string Line(params (string Name, string? Value)[] properties) => $"{{ {Properties(properties)} }}";

    public static string Properties(params (string Name, string? Value)[] properties) =>
        string.Join(
            ", ",
            properties.Where(static property => property.Value is not null)
                .Select(static property => $"\"{property.Name}\": {property.Value}"));

    public static string? Quote(string? text) => text is null ? null : JsonWriter.Quote(text);

    public static string? Flag(bool value) => value ? "true" : null;

    public static string Access(bool isPublic) => Word(isPublic ? TableAccess.Public : TableAccess.Private);

    public static string Word<T>(T value)
        where T : struct, Enum => JsonWriter.Quote(JsonExpectations.Word(value.ToString()));
}
