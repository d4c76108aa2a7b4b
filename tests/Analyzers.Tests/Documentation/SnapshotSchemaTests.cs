using System.Reflection;
using System.Text.Json;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Corpus;
using SpacetimeSchema.Analyzers.Tests.Symbols;

namespace SpacetimeSchema.Analyzers.Tests.Documentation;

/// <summary>The JSON schema of a snapshot says what the reader takes and the writer writes.</summary>
public class SnapshotSchemaTests
{
    private const string File = "docs/spacetimedb.schema.schema.json";

    private static readonly JsonElement s_schema = JsonDocument.Parse(
        System.IO.File.ReadAllText(Path.Combine(CorpusPair.RepositoryRoot, File))).RootElement;

    [Fact]
    public void It_stands_where_a_snapshot_says_that_it_stands()
    {
        Assert.Equal(OwnFormat.SchemaUri, s_schema.GetProperty("$id").GetString());
        Assert.EndsWith($"/main/{File}", OwnFormat.SchemaUri);
    }

    [Fact]
    public void It_has_the_version_that_is_written() =>
        Assert.Equal(
            OwnFormat.Version, Definition("snapshot").GetProperty("properties").GetProperty("format").GetProperty("const").GetInt32());

    /// <summary>Each list of the readers has the properties of one kind of object.</summary>
    [Fact]
    public void It_knows_the_properties_that_the_reader_knows() => Assert.Equal(
        new[] { typeof(OwnFormatReader), typeof(OwnFormatTableReader), typeof(OwnFormatAcceptanceReader) }
            .SelectMany(static reader => reader.GetFields(BindingFlags.Static | BindingFlags.NonPublic))
            .Where(static field => field.Name.EndsWith("Properties", StringComparison.Ordinal))
            .Select(static field => string.Join(" ", ((string[])field.GetValue(null)!).Order(StringComparer.Ordinal)))
            .Order(StringComparer.Ordinal),
        s_schema.GetProperty("$defs").EnumerateObject()
            .Where(static definition => definition.Value.TryGetProperty("properties", out _))
            .Select(static definition =>
                string.Join(
                    " ",
                    definition.Value.GetProperty("properties").EnumerateObject().Select(static property => property.Name)
                        .Order(StringComparer.Ordinal)))
            .Order(StringComparer.Ordinal));

    [Fact]
    public void Every_snapshot_that_is_written_follows_it() => Assert.Empty(CorpusPair.All.AsParallel().SelectMany(static pair =>
        JsonSchema.Violations(JsonDocument.Parse(pair.OldSnapshot).RootElement, s_schema, s_schema)
            .Select(violation => $"{pair}: {violation}")));

    [Theory]
    [InlineData("""{ }""", "format is missing")]
    [InlineData("""{ "format": 2 }""", "format: 2 is not 1")]
    [InlineData("""{ "format": 1, "tabels": [] }""", "tabels is not known")]
    [InlineData("""{ "format": 1, "policy": "PascalCase" }""", "policy: \"PascalCase\" is none of the words")]
    [InlineData("""{ "format": 1, "types": [{ "name": "A" }] }""", "types.0: not one of the alternatives")]
    [InlineData("""{ "format": 1, "tables": [{ "name": 1, "access": "public", "columns": [] }] }""", "tables.0.name: it is no string")]
    public void What_the_reader_refuses_does_not(string snapshot, string violation)
    {
        Assert.Null(SnapshotReader.Read(snapshot).Schema);
        Assert.Contains(violation, JsonSchema.Violations(JsonDocument.Parse(snapshot).RootElement, s_schema, s_schema));
    }

    private static JsonElement Definition(string name) => s_schema.GetProperty("$defs").GetProperty(name);
}
