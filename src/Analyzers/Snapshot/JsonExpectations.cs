using SpacetimeSchema.Analyzers.Json;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Snapshot;

/// <summary>What a reader demands of a JSON value, with a sentence at the place where it is not so.</summary>
internal static class JsonExpectations
{
    public static JsonValue Object(this JsonValue value) =>
        value.Kind == JsonKind.Object ? value : throw new SnapshotFormatException(value, "An object is expected here.");

    public static JsonValue[] Array(this JsonValue value) =>
        value.Kind == JsonKind.Array ? value.Items : throw new SnapshotFormatException(value, "An array is expected here.");

    /// <summary>The items of an array that may be absent.</summary>
    public static JsonValue[] Array(this JsonValue value, string property) => value[property]?.Array() ?? [];

    public static JsonValue Required(this JsonValue value, string property) =>
        value.Object()[property] ?? throw new SnapshotFormatException(value, $"The property '{property}' is missing here.");

    public static string String(this JsonValue value) =>
        value.AsString() ?? throw new SnapshotFormatException(value, "A string is expected here.");

    public static string String(this JsonValue value, string property) => value.Required(property).String();

    public static string? OptionalString(this JsonValue value, string property) => value[property]?.String();

    public static string Name(this JsonValue value) =>
        value.String() is var name && Identifier.IsValid(name)
            ? name
            : throw new SnapshotFormatException(value, "A name is expected here: letters, digits and underscores.");

    /// <summary>
    /// That of a field of a type or a variant, which is nothing where the code has underscores alone: it is not checked after its
    /// conversion.
    /// </summary>
    public static string MemberName(this JsonValue value) => value.String() == "" ? "" : value.Name();

    public static string Name(this JsonValue value, string property) => value.Required(property).Name();

    public static string? OptionalName(this JsonValue value, string property) => value[property]?.Name();

    public static bool Bool(this JsonValue value) =>
        value.AsBool() ?? throw new SnapshotFormatException(value, "true or false is expected here.");

    public static bool OptionalBool(this JsonValue value, string property) => value[property]?.Bool() ?? false;

    public static int Index(this JsonValue value, int count) =>
        value.AsIndex() is { } index && index < count
            ? index
            : throw new SnapshotFormatException(value, $"A number below {count} is expected here.");

    /// <summary>A word that stands for a member of an enum, in camelCase.</summary>
    public static T Word<T>(this JsonValue value)
        where T : struct, Enum
    {
        var text = value.String();
        var index = System.Array.IndexOf(Words<T>.All, text);
        return index >= 0
            ? Words<T>.Values[index]
            : throw new SnapshotFormatException(
                value, $"One of {string.Join(", ", Words<T>.All.Select(static word => $"'{word}'"))} is expected here.");
    }

    /// <summary>The words of an enum, made once.</summary>
    private static class Words<T>
        where T : struct, Enum
    {
        public static readonly T[] Values = (T[])Enum.GetValues(typeof(T));
        public static readonly string[] All = [.. Values.Select(static value => Word(value.ToString()))];
    }

    public static string Word(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    /// <summary>Nothing unknown is passed over: a rewrite would lose it.</summary>
    public static void OnlyHas(this JsonValue value, string[] names)
    {
        foreach (var property in value.Object().Properties)
        {
            if (System.Array.IndexOf(names, property.Name) < 0)
            {
                throw new SnapshotFormatException(
                    property.NameRange, $"The property '{property.Name}' is not known here. Known are: {string.Join(", ", names)}.");
            }
        }
    }
}
