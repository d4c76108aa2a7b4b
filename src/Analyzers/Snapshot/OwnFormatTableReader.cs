using SpacetimeSchema.Analyzers.Json;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Snapshot;

/// <summary>Who may read a table or a view, as a snapshot says it.</summary>
internal enum TableAccess
{
    Private,
    Public,
}

/// <summary>Reads one table of our own format.</summary>
internal static class OwnFormatTableReader
{
    private static readonly string[] s_tableProperties = ["name", "accessor", "rowType", "access", "event", "state", "from", "schedule",
        "columns", "indexes", "constraints", "accepted", "was"];
    private static readonly string[] s_columnProperties = ["name", "field", "type", "primaryKey", "unique", "autoInc", "default"];
    private static readonly string[] s_constraintProperties = ["unique"];
    private static readonly string[] s_indexProperties = ["name", "accessor", "algorithm", "columns"];
    private static readonly string[] s_scheduleProperties = ["function", "at"];

    public static TableSchema Read(JsonValue value, Dictionary<SchemaElement, TextRange> places)
    {
        value.OnlyHas(s_tableProperties);
        var name = value.Name("name");
        places[SchemaElement.Table(name)] = value.Required("name").Range;
        var columns = value.Required("columns").Array();
        foreach (var column in columns)
        {
            places[SchemaElement.Column(name, column.Name("name"))] = column.Range;
        }
        foreach (var index in value.Array("indexes"))
        {
            places[SchemaElement.Index(name, index.Name("name"))] = index.Range;
        }
        return new()
        {
            Name = name,
            Accessor = value.OptionalName("accessor"),
            RowType = value.OptionalName("rowType"),
            IsPublic = value.Required("access").Word<TableAccess>() == TableAccess.Public,
            IsEvent = value["event"] is { Kind: JsonKind.Null } ? null : value.OptionalBool("event"),
            Schedule = value["schedule"] is { } schedule ? Schedule(schedule) : null,
            Columns = columns.Select(Column).ToEquatableArray(),
            PrimaryKey = PrimaryKey(columns),
            UniqueConstraints = columns.Where(static column => column.OptionalBool("primaryKey") || column.OptionalBool("unique"))
                .Select(static column => new UniqueConstraintSchema([column.Name("name")]))
                .Concat(value.Array("constraints").Select(UniqueConstraint))
                .OrderBy(constraint => constraint.NameIn(name), StringComparer.Ordinal).ToEquatableArray(),
            Indexes = value.Array("indexes").Select(Index).OrderBy(static index => index.Name, StringComparer.Ordinal).ToEquatableArray(),
        };
    }

    public static AlgebraicType Type(JsonValue value) =>
        TypeExpressionParser.Parse(value.String())
        ?? throw new SnapshotFormatException(
            value, $"'{value.Text}' is no type. Types are written as u32, string, option<u32>, array<Item>.");

    private static ColumnSchema Column(JsonValue value)
    {
        value.OnlyHas(s_columnProperties);
        return new(value.Name("name"), Type(value.Required("type")))
        {
            SourceName = value.OptionalName("field"),
            IsAutoInc = value.OptionalBool("autoInc"),
            Default = value.OptionalString("default"),
        };
    }

    private static string? PrimaryKey(JsonValue[] columns)
    {
        string? primaryKey = null;
        foreach (var column in columns)
        {
            if (column.OptionalBool("primaryKey"))
            {
                primaryKey = primaryKey is null
                    ? column.Name("name")
                    : throw new SnapshotFormatException(column["primaryKey"]!, "A table has one primary key column at most.");
            }
        }
        return primaryKey;
    }

    private static UniqueConstraintSchema UniqueConstraint(JsonValue value)
    {
        value.OnlyHas(s_constraintProperties);
        return new(Names(value.Required("unique")));
    }

    private static IndexSchema Index(JsonValue value)
    {
        value.OnlyHas(s_indexProperties);
        return new(
            value.Name("name"), value.OptionalName("accessor"), Algorithm(value.Required("algorithm")), Names(value.Required("columns")));
    }

    private static IndexAlgorithm Algorithm(JsonValue value) =>
        value.String() == "btree" ? IndexAlgorithm.BTree : value.Word<IndexAlgorithm>();

    private static ScheduleSchema Schedule(JsonValue value)
    {
        value.OnlyHas(s_scheduleProperties);
        return new(value.Name("function"), value.Name("at"));
    }

    private static EquatableArray<string> Names(JsonValue value) => value.Array().Select(static name => name.Name()).ToEquatableArray();
}
