using System.Text.Json;
using System.Text.RegularExpressions;

namespace SpacetimeSchema.Analyzers.Tests.Documentation;

/// <summary>As much of JSON Schema as the schemas of a snapshot and of a plan use.</summary>
internal static class JsonSchema
{
    public static IEnumerable<string> Violations(JsonElement value, JsonElement schema, JsonElement root, string path = "") =>
        schema.EnumerateObject().SelectMany(keyword => keyword switch
        {
            { Name: "$ref" } =>
                Violations(value, root.GetProperty("$defs").GetProperty(keyword.Value.GetString()!.Split('/')[^1]), root, path),
            { Name: "type" } =>
                Types(keyword.Value).Any(type => Is(value, type)) ? [] : [$"{path}: it is no {string.Join(" or ", Types(keyword.Value))}"],
            { Name: "const" } =>
                JsonElement.DeepEquals(value, keyword.Value) ? [] : [$"{path}: {value.GetRawText()} is not {keyword.Value.GetRawText()}"],
            { Name: "enum" } =>
                keyword.Value.EnumerateArray().Any(word => JsonElement.DeepEquals(value, word))
                    ? []
                    : [$"{path}: {value.GetRawText()} is none of the words"],
            { Name: "minLength" } =>
                value.ValueKind != JsonValueKind.String || value.GetString()!.Length >= keyword.Value.GetInt32()
                    ? []
                    : [$"{path}: too short"],
            { Name: "pattern" } =>
                value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!)
                    ? []
                    : [$"{path}: {value.GetRawText()} does not match"],
            { Name: "minimum" } =>
                value.ValueKind != JsonValueKind.Number || value.GetDecimal() >= keyword.Value.GetDecimal()
                    ? []
                    : [$"{path}: {value.GetRawText()} is too small"],
            { Name: "required" } => Missing(value, keyword.Value).Select(name => $"{Join(path, name)} is missing"),
            { Name: "oneOf" } =>
                keyword.Value.EnumerateArray().Count(alternative => !Violations(value, alternative, root, path).Any()) == 1
                    ? []
                    : [$"{path}: not one of the alternatives"],
            { Name: "additionalProperties" } =>
                Properties(value).Where(property => !schema.GetProperty("properties").TryGetProperty(property.Name, out _))
                    .Select(property => $"{Join(path, property.Name)} is not known"),
            { Name: "properties" } => Properties(value)
                .Where(property => keyword.Value.TryGetProperty(property.Name, out _))
                .SelectMany(property =>
                    Violations(property.Value, keyword.Value.GetProperty(property.Name), root, Join(path, property.Name))),
            { Name: "items" } => value.ValueKind == JsonValueKind.Array
                ? value.EnumerateArray().SelectMany((item, i) => Violations(item, keyword.Value, root, Join(path, $"{i}")))
                : [],
            { Name: "$schema" or "$id" or "$defs" or "title" or "description" } => [],
            _ => throw new NotSupportedException($"The keyword '{keyword.Name}' is not known to this test."),
        });

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static IEnumerable<string> Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(static item => item.GetString()!) : [type.GetString()!];

    private static IEnumerable<JsonProperty> Properties(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : [];

    private static IEnumerable<string> Missing(JsonElement value, JsonElement names) =>
        names.EnumerateArray().Select(static name => name.GetString()!)
            .Where(name => Properties(value).All(property => property.Name != name));

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => throw new NotSupportedException($"The type '{type}' is not known to this test."),
    };
}
