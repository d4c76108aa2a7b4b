using System.Text.Json;

namespace SpacetimeSchema.Package.Tests.Projects;

/// <summary>A finding of the package in the compiler's SARIF log.</summary>
/// <param name="Level"><c>error</c>, <c>warning</c> or <c>note</c>.</param>
internal sealed record Finding(string Level, string Rule, IReadOnlyDictionary<string, string> Properties)
{
    public static IReadOnlyList<Finding> Read(string log)
    {
        using var sarif = JsonDocument.Parse(log);
        return
        [
            .. from result in sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
               let rule = result.GetProperty("ruleId").GetString()!
               where rule.StartsWith("STS", StringComparison.Ordinal)
               select new Finding(result.GetProperty("level").GetString()!, rule, PropertiesOf(result)),
        ];
    }

    public override string ToString() => $"{Level} {Rule}";

    private static Dictionary<string, string> PropertiesOf(JsonElement result) =>
        result.GetProperty("properties").TryGetProperty("customProperties", out var properties)
            ? properties.EnumerateObject().ToDictionary(static property => property.Name, static property => property.Value.GetString()!)
            : [];
}
