using System.Text.Json.Nodes;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Benchmarks.Modules;

/// <summary>
/// A schema as a server describes it, <c>?version=10</c>. Source: <c>crates/lib/src/db/raw_def/v10.rs</c>; the corpus has true answers.
/// </summary>
internal sealed class ServerAnswer
{
    private readonly ModuleSchema _schema;
    private readonly Dictionary<string, int> _references;

    private ServerAnswer(ModuleSchema schema)
    {
        _schema = schema;
        _references = NamedTypes.Select(static (type, i) => (type.Name, i)).ToDictionary(static pair => pair.Name, static pair => pair.i);
    }

    private IEnumerable<TypeSchema> NamedTypes => _schema.Types.Concat(_schema.Tables.Select(static table => table.ToRowType()));

    public static string Of(ModuleSchema schema) => new ServerAnswer(schema).Answer().ToJsonString();

    private JsonObject Answer() => Object("sections", Array(
        Object("Typespace", Object("types", Array(NamedTypes.Select(type => Type(type.Definition))))),
        Object("Types", Array(NamedTypes.Select(static (type, i) => (JsonNode)new JsonObject
        {
            ["custom_ordering"] = true,
            ["source_name"] = new JsonObject { ["scope"] = new JsonArray(), ["source_name"] = type.Name },
            ["ty"] = i,
        }))),
        Object("Tables", Array(_schema.Tables.Select(Table))),
        Object("Reducers", Array(_schema.Functions.Select(Reducer))),
        Object("ExplicitNames", Object("entries", Array(
            _schema.Tables.Select(static table => ExplicitName("Table", table.Accessor!, table.Name))
                .Concat(_schema.Functions.Select(static function => ExplicitName("Function", function.SourceName!, function.Name))))))));

    private JsonNode Table(TableSchema table) => new JsonObject
    {
        ["constraints"] = Array(table.UniqueConstraints.Select(constraint => (JsonNode)new JsonObject
        {
            ["data"] = Object("Unique", Object("columns", Places(table, constraint.Columns))),
            ["source_name"] = Some(constraint.NameIn(table.Name)),
        })),
        ["default_values"] = Array(
            table.Columns.Select(static (column, i) => (column, i)).Where(static pair => pair.column.Default is not null)
                .Select(static pair => (JsonNode)new JsonObject { ["col_id"] = pair.i, ["value"] = pair.column.Default })),
        ["indexes"] = Array(table.Indexes.Select(index => (JsonNode)new JsonObject
        {
            ["accessor_name"] = Some(index.Accessor!),
            ["algorithm"] = Object("BTree", Places(table, index.Columns)),
            ["source_name"] = Some(index.Name),
        })),
        ["is_event"] = table.IsEvent,
        ["primary_key"] = Places(table, table.PrimaryKey is { } key ? [key] : []),
        ["product_type_ref"] = _references[table.RowType!],
        ["sequences"] = Array(table.Columns.Select(static (column, i) => (column, i)).Where(static pair => pair.column.IsAutoInc)
            .Select(pair => (JsonNode)new JsonObject
            {
                ["column"] = pair.i,
                ["increment"] = 1,
                ["max_value"] = Object("none", new JsonArray()),
                ["min_value"] = Object("none", new JsonArray()),
                ["source_name"] = Some($"{table.Name}_{pair.column.Name}_seq"),
                ["start"] = Object("none", new JsonArray()),
            })),
        ["source_name"] = table.Accessor,
        ["table_access"] = Object(table.IsPublic ? "Public" : "Private", new JsonArray()),
        ["table_type"] = Object("User", new JsonArray()),
    };

    private JsonNode Reducer(FunctionSchema function) => new JsonObject
    {
        ["err_return_type"] = Object("String", new JsonArray()),
        ["ok_return_type"] = Object("Product", Object("elements", new JsonArray())),
        ["params"] = Object("elements", Members(function.Parameters)),
        ["source_name"] = function.SourceName,
        ["visibility"] = Object("ClientCallable", new JsonArray()),
    };

    private JsonNode Type(AlgebraicType type) => type switch
    {
        AlgebraicType.Primitive primitive => Object(primitive.Kind.ToString(), new JsonArray()),
        AlgebraicType.Array array => Object("Array", Type(array.Element)),
        AlgebraicType.Product product => Object("Product", Object("elements", Members(product.Fields))),
        AlgebraicType.Sum sum => Object("Sum", Object("variants", Members(sum.Variants))),
        AlgebraicType.Ref reference => Object("Ref", _references[reference.Name]),
        _ => throw new ArgumentException($"A generated module has no {type}.", nameof(type)),
    };

    private JsonArray Members(EquatableArray<TypeMember> members) => Array(members.Select(member => (JsonNode)new JsonObject
    {
        ["algebraic_type"] = Type(member.Type),
        ["name"] = member.Name is { } name ? Some(name) : Object("none", new JsonArray()),
    }));

    private static JsonNode ExplicitName(string kind, string source, string canonical) =>
        Object(kind, new JsonObject { ["canonical_name"] = canonical, ["source_name"] = source });

    private static JsonArray Places(TableSchema table, EquatableArray<string> columns) =>
        Array(columns.Select(column => (JsonNode)table.ColumnIndex(column)));

    private static JsonObject Some(string name) => Object("some", name);

    private static JsonObject Object(string name, JsonNode content) => new() { [name] = content };

    private static JsonArray Array(params IEnumerable<JsonNode> items) => new([.. items]);
}
