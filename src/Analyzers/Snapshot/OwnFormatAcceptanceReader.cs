using SpacetimeSchema.Analyzers.Json;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Snapshot;

/// <summary>Reads what was accepted: at tables, at types, and at the snapshot itself.</summary>
internal static class OwnFormatAcceptanceReader
{
    private static readonly string[] s_changeProperties = ["change", "affects", "old", "new", "reason"];

    public static SnapshotAcceptances Read(JsonValue root)
    {
        var groups = new List<AcceptedChanges>();
        Add(root, SchemaElement.Module);
        foreach (var table in root.Array("tables"))
        {
            Add(table, SchemaElement.Table(table.Name("name")));
        }
        foreach (var type in root.Array("types"))
        {
            Add(type, SchemaElement.Type(type.Name("name")));
        }
        return groups.Count == 0 ? SnapshotAcceptances.None : new(groups);

        void Add(JsonValue value, SchemaElement element)
        {
            if (value[OwnFormat.Accepted] is { } accepted)
            {
                groups.Add(new(
                    element,
                    accepted.Array().Select(Change).ToEquatableArray(),
                    OwnFormatReader.ReadPart(value.Required(OwnFormat.Was)),
                    [.. accepted.Items.Select(static item => item.Range)]));
            }
        }
    }

    private static AcceptedChange Change(JsonValue value)
    {
        value.OnlyHas(s_changeProperties);
        return new(
            value.String("change"),
            value.Required("affects").Array().Select(static name => name.String()).ToEquatableArray(),
            value.OptionalString("old") ?? "",
            value.OptionalString("new") ?? "",
            value.OptionalString("reason"));
    }
}
