using SpacetimeSchema.Analyzers.Json;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Snapshot;

/// <summary>Reads what the tables of a V9 and of a V10 answer have in common.</summary>
internal sealed class ServerTableReader(ServerTypespace typespace, Dictionary<SchemaElement, TextRange> places)
{
    /// <param name="value">A <c>RawTableDefV9</c> or <c>RawTableDefV10</c>.</param>
    /// <param name="name">The canonical name.</param>
    /// <param name="defaults">A <c>RawColumnDefaultValue</c> for each column that has a default.</param>
    /// <param name="indexName">The canonical name of an index where the answer tells it.</param>
    public TableSchema Read(JsonValue value, string name, IEnumerable<JsonValue> defaults, Func<JsonValue, string?> indexName)
    {
        places[SchemaElement.Table(name)] = ServerTypespace.Place(value);
        var reference = RowReference(value);
        var row = typespace.Row(reference);
        var defaultValues = new Dictionary<int, string>();
        foreach (var item in defaults)
        {
            defaultValues[item.Required("col_id").Index(row.Count)] = item.String("value");
        }
        var sequences = new HashSet<int>(value.Array("sequences").Select(sequence => sequence.Required("column").Index(row.Count)));
        var columns = row.Select((element, i) => new ColumnSchema(ColumnName(element.Member, i), element.Member.Type)
        {
            IsAutoInc = sequences.Contains(i),
            Default = defaultValues.TryGetValue(i, out var bytes) ? bytes : null,
        }).ToEquatableArray();
        for (var i = 0; i < row.Count; i++)
        {
            places[SchemaElement.Column(name, columns[i].Name)] = row[i].Place;
        }
        return new()
        {
            Name = name,
            RowType = typespace.NameOf(reference),
            IsPublic = value.Required("table_access").Object()["Public"] is not null,
            Columns = columns,
            PrimaryKey = value.Array("primary_key") is { Length: > 0 } keys ? columns[keys[0].Index(columns.Count)].Name : null,
            UniqueConstraints = value.Array("constraints")
                .Select(constraint =>
                    new UniqueConstraintSchema(Columns(constraint.Required("data").Required("Unique").Required("columns"), columns)))
                .OrderBy(constraint => constraint.NameIn(name), StringComparer.Ordinal).ToEquatableArray(),
            Indexes = value.Array("indexes").Select(index => Index(index, name, columns, indexName(index)))
                .OrderBy(static index => index.Name, StringComparer.Ordinal).ToEquatableArray(),
        };
    }

    public int RowReference(JsonValue table) => table.Required("product_type_ref").Index(typespace.Count);

    /// <summary>Source: <c>crates/schema/src/def/validate/v9.rs</c>, <c>column_name</c>.</summary>
    private static string ColumnName(TypeMember member, int index) => member.Name ?? $"col_{index}";

    private static IndexSchema Index(JsonValue value, string table, EquatableArray<ColumnSchema> columns, string? name)
    {
        var algorithm = value.Required("algorithm").Object();
        var kind = algorithm["BTree"] is not null ? IndexAlgorithm.BTree
            : algorithm["Hash"] is not null ? IndexAlgorithm.Hash
            : algorithm["Direct"] is not null ? IndexAlgorithm.Direct
            : throw new SnapshotFormatException(algorithm, "The algorithm of an index is BTree, Hash or Direct.");
        var content = algorithm[kind.ToString()]!;
        var names = content.Kind == JsonKind.Number ? [columns[content.Index(columns.Count)].Name] : Columns(content, columns);
        return new(name ?? IndexSchema.DefaultName(table, names, kind), ServerTypespace.OptionalName(value["accessor_name"]), kind, names);
    }

    private static EquatableArray<string> Columns(JsonValue value, EquatableArray<ColumnSchema> columns) =>
        value.Array().Select(item => columns[item.Index(columns.Count)].Name).ToEquatableArray();
}
