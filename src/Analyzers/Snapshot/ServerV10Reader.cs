using SpacetimeSchema.Analyzers.Json;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Snapshot;

/// <summary>
/// Reads a <c>RawModuleDefV10</c> as the server describes it. Not in it: C# field names, the policy, and the explicit names of
/// indexes (facts/engine.md §3). Source: <c>crates/lib/src/db/raw_def/v10.rs</c>.
/// </summary>
internal sealed class ServerV10Reader
{
    private readonly Dictionary<string, JsonValue> _sections = new(StringComparer.Ordinal);
    private readonly Dictionary<SchemaElement, TextRange> _places;
    private readonly ServerTypespace _typespace;
    private readonly Dictionary<string, string> _tableNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _functionNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _indexNames = new(StringComparer.Ordinal);
    private HashSet<string>? _functions;

    private ServerV10Reader(JsonValue root, Dictionary<SchemaElement, TextRange> places)
    {
        _places = places;
        foreach (var section in root.Required("sections").Array())
        {
            foreach (var property in section.Object().Properties)
            {
                _sections[property.Name] = property.Value;
            }
        }
        var types = _sections.TryGetValue("Typespace", out var typespace) ? typespace.Required("types").Array() : [];
        _typespace = new(types, TypeNames(types.Length));
        ReadExplicitNames();
    }

    public static ModuleSchema Read(JsonValue root, Dictionary<SchemaElement, TextRange> places) =>
        new ServerV10Reader(root, places).Read();

    private ModuleSchema Read()
    {
        var tables = new ServerTableReader(_typespace, _places);
        var submodules = Section("Submodules")
            .Select(static submodule => (Value: submodule, Schema: Read(submodule.Required("module"), []))).ToArray();
        var schedules = Section("Schedules").ToLookup(static schedule => schedule.Name("table_name"), StringComparer.Ordinal);
        return new()
        {
            KnowsIndexNames = false,
            Tables = Section("Tables").Select(table => Table(table, tables, schedules))
                .Concat(submodules.SelectMany(submodule => TablesOf(submodule.Value, submodule.Schema)))
                .OrderBy(static table => table.Name, StringComparer.Ordinal).ToEquatableArray(),
            Types = _typespace.NamedTypes(Section("Tables").Select(tables.RowReference), _places),
            Functions = Section("Reducers").Select(Reducer).Concat(Section("Procedures").Select(Procedure))
                .OrderBy(static function => function.Name, StringComparer.Ordinal).ToEquatableArray(),
            Views = Section("Views").Select(View).Concat(submodules.SelectMany(submodule => ViewsOf(submodule.Value, submodule.Schema)))
                .OrderBy(static view => view.Name, StringComparer.Ordinal).ToEquatableArray(),
            VisibilityFilters = Section("RowLevelSecurity").Select(static rule => rule.String("sql"))
                .OrderBy(static sql => sql, StringComparer.Ordinal).ToEquatableArray(),
        };
    }

    /// <summary>
    /// C# has no submodules, so that no code has the tables of one: only their names matter. Source:
    /// <c>crates/schema/src/def.rs</c>, <c>all_tables_with_prefix</c>.
    /// </summary>
    private IEnumerable<TableSchema> TablesOf(JsonValue submodule, ModuleSchema schema) => schema.Tables
        .Select(table =>
            new TableSchema
            {
                Name = Placed(submodule, table.Name, SchemaElement.Table),
                IsPublic = table.IsPublic,
                IsEvent = table.IsEvent,
            });

    private IEnumerable<ViewSchema> ViewsOf(JsonValue submodule, ModuleSchema schema) => schema.Views
        .Select(view =>
            new ViewSchema(Placed(submodule, view.Name, SchemaElement.View), SpecialAlgebraicType.Unit) { IsPublic = view.IsPublic });

    private string Placed(JsonValue submodule, string name, Func<string, SchemaElement> element)
    {
        var full = $"{submodule.Required("namespace").String()}.{name}";
        _places[element(full)] = ServerTypespace.Place(submodule);
        return full;
    }

    private JsonValue[] Section(string name) => _sections.TryGetValue(name, out var section) ? section.Array() : [];

    private Dictionary<int, string> TypeNames(int count)
    {
        return ServerTypespace.Names(
            Section("Types").Select(type => (type.Required("ty").Index(count), type.Required("source_name"))), "source_name");
    }

    private void ReadExplicitNames()
    {
        foreach (var entry in _sections.TryGetValue("ExplicitNames", out var names) ? names.Required("entries").Array() : [])
        {
            foreach (var property in entry.Object().Properties)
            {
                var map = property.Name switch
                {
                    "Table" => _tableNames,
                    "Function" => _functionNames,
                    "Index" => _indexNames,
                    _ => [],
                };
                map[property.Value.Name("source_name")] = property.Value.Name("canonical_name");
            }
        }
    }

    private static string Canonical(Dictionary<string, string> names, string source) =>
        names.TryGetValue(source, out var canonical) ? canonical : source;

    /// <summary>
    /// A name that refers to a function. The server writes the canonical one, which may be what the code calls another function.
    /// Source: <c>crates/schema/src/def.rs</c>, <c>From&lt;ModuleDef&gt; for RawModuleDefV10</c>.
    /// </summary>
    private string CalledFunction(string name)
    {
        _functions ??= new(
            Section("Reducers").Concat(Section("Procedures")).Select(function => Canonical(_functionNames, function.Name("source_name"))),
            StringComparer.Ordinal);
        return _functions.Contains(name) ? name : Canonical(_functionNames, name);
    }

    private TableSchema Table(JsonValue value, ServerTableReader tables, ILookup<string, JsonValue> schedules)
    {
        var accessor = value.Name("source_name");
        var table = tables.Read(
            value,
            Canonical(_tableNames, accessor),
            value.Array("default_values"),
            // It is no name where the accessor of the table is written with the mark of a verbatim identifier.
            index => index["source_name"]?.Object()["some"]?.String() is { } source && _indexNames.TryGetValue(source, out var name)
                ? name
                : null);
        return table with
        {
            Accessor = accessor,
            IsEvent = value.OptionalBool("is_event"),
            Schedule = schedules[table.Name].FirstOrDefault() is { } schedule
                ? new(
                    CalledFunction(schedule.Name("function_name")),
                    table.Columns[schedule.Required("schedule_at_col").Index(table.Columns.Count)].Name)
                : null,
        };
    }

    private FunctionSchema Reducer(JsonValue value)
    {
        var source = value.Name("source_name");
        var lifecycle = Section("LifeCycleReducers")
            .FirstOrDefault(item => CalledFunction(item.Name("function_name")) == Canonical(_functionNames, source));
        return new(FunctionKind.Reducer, FunctionName(value, source), ServerFunctions.Parameters(value, _typespace))
        {
            SourceName = source,
            Lifecycle = lifecycle is null ? null : ServerFunctions.Lifecycle(lifecycle.Required("lifecycle_spec")),
        };
    }

    private FunctionSchema Procedure(JsonValue value)
    {
        var source = value.Name("source_name");
        return new(FunctionKind.Procedure, FunctionName(value, source), ServerFunctions.Parameters(value, _typespace))
        {
            SourceName = source,
            ReturnType = _typespace.Type(value.Required("return_type")),
        };
    }

    private string FunctionName(JsonValue value, string source)
    {
        var name = Canonical(_functionNames, source);
        _places[SchemaElement.Function(name)] = ServerTypespace.Place(value);
        return name;
    }

    private ViewSchema View(JsonValue value)
    {
        var source = value.Name("source_name");
        var key = Section("ViewPrimaryKeys").FirstOrDefault(item => item.Name("view_source_name") == source);
        return ServerFunctions.View(value, Canonical(_functionNames, source), _typespace, _places) with
        {
            SourceName = source,
            PrimaryKey = key?.Array("columns").FirstOrDefault()?.Name(),
        };
    }
}
