using SpacetimeSchema.Analyzers.Json;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Snapshot;

/// <summary>
/// Reads a <c>RawModuleDefV9</c>, the answer of SpacetimeDB 1.x and of <c>?version=9</c>. Names in it are canonical. Not in it:
/// accessors of tables, event flags, C# names (facts/engine.md §3). Source: <c>crates/lib/src/db/raw_def/v9.rs</c>.
/// </summary>
internal static class ServerV9Reader
{
    public static ModuleSchema Read(JsonValue root, Dictionary<SchemaElement, TextRange> places)
    {
        var types = root.Required("typespace").Required("types").Array();
        var typespace = new ServerTypespace(types, TypeNames(root, types.Length));
        var tables = new ServerTableReader(typespace, places);
        var exports = root.Array("misc_exports");
        var defaults = Exports(exports, "ColumnDefaultValue").ToLookup(static item => item.Name("table"), StringComparer.Ordinal);
        return new()
        {
            Tables = root.Array("tables").Select(table => Table(table, tables, defaults))
                .OrderBy(static table => table.Name, StringComparer.Ordinal).ToEquatableArray(),
            Types = typespace.NamedTypes(root.Array("tables").Select(tables.RowReference), places),
            Functions = root.Array("reducers").Select(reducer => Reducer(reducer, typespace, places))
                .Concat(Exports(exports, "Procedure").Select(procedure => Procedure(procedure, typespace, places)))
                .OrderBy(static function => function.Name, StringComparer.Ordinal).ToEquatableArray(),
            Views = Exports(exports, "View").Select(view => ServerFunctions.View(view, view.Name("name"), typespace, places))
                .OrderBy(static view => view.Name, StringComparer.Ordinal).ToEquatableArray(),
            VisibilityFilters = root.Array("row_level_security").Select(static rule => rule.String("sql"))
                .OrderBy(static sql => sql, StringComparer.Ordinal).ToEquatableArray(),
        };
    }

    private static IEnumerable<JsonValue> Exports(JsonValue[] exports, string kind) =>
        exports.Select(export => export.Object()[kind]).OfType<JsonValue>();

    private static Dictionary<int, string> TypeNames(JsonValue root, int count)
    {
        return ServerTypespace.Names(root.Array("types").Select(type => (type.Required("ty").Index(count), type.Required("name"))), "name");
    }

    private static TableSchema Table(JsonValue value, ServerTableReader tables, ILookup<string, JsonValue> defaults)
    {
        var name = value.Name("name");
        var table = tables.Read(
            value,
            name,
            defaults[name],
            static index => ServerTypespace.OptionalName(index["name"]));
        return table with
        {
            IsEvent = null,
            Schedule = value["schedule"]?.Object()["some"] is { } schedule
                ? new(
                    schedule.Name("reducer_name"), table.Columns[schedule.Required("scheduled_at_column").Index(table.Columns.Count)].Name)
                : null,
        };
    }

    private static FunctionSchema Reducer(JsonValue value, ServerTypespace typespace, Dictionary<SchemaElement, TextRange> places) =>
        new(FunctionKind.Reducer, FunctionName(value, places), ServerFunctions.Parameters(value, typespace))
        {
            Lifecycle = value["lifecycle"]?.Object()["some"] is { } lifecycle ? ServerFunctions.Lifecycle(lifecycle) : null,
        };

    private static FunctionSchema Procedure(JsonValue value, ServerTypespace typespace, Dictionary<SchemaElement, TextRange> places) =>
        new(FunctionKind.Procedure, FunctionName(value, places), ServerFunctions.Parameters(value, typespace))
        {
            ReturnType = typespace.Type(value.Required("return_type")),
        };

    private static string FunctionName(JsonValue value, Dictionary<SchemaElement, TextRange> places)
    {
        var name = value.Name("name");
        places[SchemaElement.Function(name)] = ServerTypespace.Place(value);
        return name;
    }
}
