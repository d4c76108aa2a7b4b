using SpacetimeSchema.Analyzers.Json;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Snapshot;

/// <summary>Reads what the functions and views of a V9 and of a V10 answer have in common.</summary>
internal static class ServerFunctions
{
    public static EquatableArray<TypeMember> Parameters(JsonValue value, ServerTypespace typespace) =>
        typespace.Elements(value.Required("params")).Select(static element => element.Member).ToEquatableArray();

    public static Lifecycle Lifecycle(JsonValue value)
    {
        foreach (var property in value.Object().Properties)
        {
            if (Enum.TryParse<Lifecycle>(property.Name, out var lifecycle))
            {
                return lifecycle;
            }
        }
        throw new SnapshotFormatException(value, "Init, OnConnect or OnDisconnect is expected here.");
    }

    public static ViewSchema View(JsonValue value, string name, ServerTypespace typespace, Dictionary<SchemaElement, TextRange> places)
    {
        places[SchemaElement.View(name)] = ServerTypespace.Place(value);
        return new(name, typespace.Type(value.Required("return_type")))
        {
            IsPublic = value.OptionalBool("is_public"),
            IsAnonymous = value.OptionalBool("is_anonymous"),
            Parameters = Parameters(value, typespace),
        };
    }
}
