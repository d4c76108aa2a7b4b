using SpacetimeSchema.Analyzers.Json;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Build.Plan;

namespace SpacetimeSchema.Build;

/// <summary>What the analyzers leave in the compiler's SARIF log.</summary>
internal sealed class CompilerExport
{
    private readonly JsonValue _properties;

    private CompilerExport(JsonValue properties) => _properties = properties;

    /// <exception cref="SchemaTaskException">The log holds nothing of ours.</exception>
    public static CompilerExport Read(string logPath)
    {
        if (!File.Exists(logPath))
        {
            throw new SchemaTaskException(
                "The compiler ran before this command could ask it for the schema. Call the target by itself, not after another one in the same command.");
        }
        return Properties(File.ReadAllText(logPath)) is { } properties
            ? new(properties)
            : throw new SchemaTaskException(
                "The analyzers of SpacetimeSchema.Analyzers did not run: the compiler is older than the one of the .NET 8 SDK, or the package is switched off.");
    }

    /// <summary>The schema that a database may have, and a snapshot may hold.</summary>
    /// <exception cref="SchemaTaskException">Publish refuses the module, whatever is deployed.</exception>
    public ModuleSchema PublishableSchema() => _properties[SchemaExport.RefusedProperty] is { } refused
        ? throw new SchemaTaskException($"No snapshot is written, because no database can have this schema. {refused.Text}")
        : Schema();

    /// <exception cref="SchemaTaskException">The code declares what no snapshot can hold.</exception>
    public ModuleSchema Schema()
    {
        var document = SnapshotReader.Read(_properties[SchemaExport.SchemaProperty]!.Text);
        if (document.Schema is not { } schema)
        {
            throw new SchemaTaskException($"The code has no schema that publish would take: {document.Error!.Message}");
        }
        var unknown = UnknownElements.Of(schema).Select(static element => element.ToString()).ToArray();
        return unknown.Length == 0
            ? schema
            : throw new SchemaTaskException(
                $"No snapshot can be written, because SpacetimeDB has no such type: {string.Join(", ", unknown)}.");
    }

    /// <summary>The findings against that snapshot; null where the compiler had none, or could not read it.</summary>
    public IReadOnlyList<PlannedChange>? Findings(TextFile snapshot) =>
        _properties[SchemaExport.FindingsProperty + snapshot.Name] is { } findings
            ? [.. JsonParser.Parse(findings.Text, out _)!.Items
                .Select(finding => new PlannedChange(finding, Path.GetDirectoryName(snapshot.Path)!))]
            : null;

    private static JsonValue? Properties(string log) =>
        (JsonParser.Parse(log, out _)?["runs"]?.Items ?? [])
        .SelectMany(static run => run["results"]?.Items ?? [])
        .Where(static result => result["ruleId"]?.AsString() == SchemaExport.RuleId)
        .Select(static result => result["properties"]?["customProperties"])
        .FirstOrDefault();
}
