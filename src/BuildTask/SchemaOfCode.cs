using SpacetimeSchema.Analyzers.Json;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;

namespace SpacetimeSchema.Build;

/// <summary>The schema of the code, which the analyzers leave in the compiler's SARIF log.</summary>
internal static class SchemaOfCode
{
    /// <exception cref="SchemaTaskException">The log holds no schema, or one that no snapshot can hold.</exception>
    public static ModuleSchema Read(string logPath)
    {
        if (!File.Exists(logPath))
        {
            throw new SchemaTaskException("The compiler ran before this command could ask it for the schema. Call the target by itself, not after another one in the same command.");
        }
        if (Export(File.ReadAllText(logPath)) is not { } text)
        {
            throw new SchemaTaskException("The analyzers of SpacetimeSchema.Analyzers did not run: the compiler is older than the one of the .NET 8 SDK, or the package is switched off.");
        }
        var document = SnapshotReader.Read(text);
        if (document.Schema is not { } schema)
        {
            throw new SchemaTaskException($"The code has no schema that publish would take: {document.Error!.Message}");
        }
        var unknown = UnknownElements.Of(schema).Select(static element => element.ToString()).ToArray();
        if (unknown.Length > 0)
        {
            throw new SchemaTaskException($"No snapshot can be written, because SpacetimeDB has no such type: {string.Join(", ", unknown)}.");
        }
        return schema;
    }

    private static string? Export(string log) =>
        (JsonParser.Parse(log, out _)?["runs"]?.Items ?? [])
        .SelectMany(static run => run["results"]?.Items ?? [])
        .Where(static result => result["ruleId"]?.AsString() == SchemaExport.RuleId)
        .Select(static result => result["properties"]?["customProperties"]?[SchemaExport.SchemaProperty]?.AsString())
        .FirstOrDefault();
}
