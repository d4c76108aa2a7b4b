using SpacetimeSchema.Analyzers.Schema;
using static SpacetimeSchema.Analyzers.Schema.AlgebraicType;

namespace SpacetimeSchema.Analyzers.Tests.Comparison.Laws;

/// <summary>The C# of a schema: one declaration an item, each of which can be a file of its own.</summary>
internal sealed class SchemaSource(ModuleSchema schema)
{
    private static readonly Dictionary<AlgebraicType, string> s_specials = SpecialAlgebraicType.ByName.ToDictionary(
        static pair => pair.Value,
        static pair => $"SpacetimeDB.{CaseConversion.ToPascal(pair.Key)}");

    public static string[] Of(ModuleSchema schema) => [.. new SchemaSource(schema).Declarations()];

    private IEnumerable<string> Declarations() => schema.Tables.Select(Table)
        .Concat(schema.Types.Select(Type))
        .Concat(schema.Functions.Select(Function))
        .Concat(schema.Views.Select(View))
        .Concat(schema.VisibilityFilters.Select(VisibilityFilter))
        .Append(schema.Policy == CaseConversionPolicy.None
            ? "public static class Policies { [SpacetimeDB.Settings] public const SpacetimeDB.CaseConversionPolicy Policy = SpacetimeDB.CaseConversionPolicy.None; }"
            : "");

    private string Table(TableSchema table)
    {
        var indexes = table.Indexes.Where(index => !IsOfKey(index, table)).Select(index =>
            $"[SpacetimeDB.Index.BTree(Accessor = \"{index.Accessor}\", Name = \"{index.Name}\", Columns = new[] {{ {string.Join(", ", index.Columns.Select(column => $"\"{Field(table, column)}\""))} }})]\n");
        var schedule = table.Schedule is { } value
            ? $", Scheduled = \"{schema.Function(value.Function)!.SourceName}\", ScheduledAt = \"{Field(table, value.AtColumn)}\""
            : "";
        return $$"""
            [SpacetimeDB.Table(Accessor = "{{table.Accessor}}", Name = "{{table.Name}}", Public = {{Word(table.IsPublic)}}, Event = {{Word(table.IsEvent == true)}}{{schedule}})]
            {{string.Concat(indexes)}}public partial struct {{table.RowType}}
            {
                {{string.Join("\n    ", table.Columns.Select(column => Column(column, table)))}}
            }
            """;
    }

    private static string? Field(TableSchema table, string column) => table.Column(column)!.SourceName;

    private static bool IsOfKey(IndexSchema index, TableSchema table) =>
        index.Columns.Count == 1 && index.Accessor == Field(table, index.Columns[0])
            && table.UniqueConstraints.IndexOf(new(index.Columns)) >= 0;

    private string Column(ColumnSchema column, TableSchema table)
    {
        var attributes = (table.PrimaryKey == column.Name ? "[SpacetimeDB.PrimaryKey] "
            : table.UniqueConstraints.IndexOf(new([column.Name])) >= 0 ? "[SpacetimeDB.Unique] "
            : "")
            + (column.IsAutoInc ? "[SpacetimeDB.AutoInc] " : "")
            + (column.Default is null ? "" : $"[SpacetimeDB.Default({Default(column.Type)})] ");
        return $"{attributes}public {Text(column.Type)} {column.SourceName};";
    }

    private static string Default(AlgebraicType type) => type switch
    {
        Primitive { Kind: PrimitiveKind.Bool } => "true",
        Primitive => "7",
        _ => "null!",
    };

    private string Type(TypeSchema type) => type.Definition switch
    {
        Sum sum when sum.Variants.All(static variant => variant.Type == SpecialAlgebraicType.Unit) =>
            $"[SpacetimeDB.Type] public enum {type.Name} {{ {string.Join(", ", sum.Variants.Select(static variant => variant.SourceName))} }}",
        Sum sum => $"[SpacetimeDB.Type] public partial record {type.Name} : SpacetimeDB.TaggedEnum<({Members(sum.Variants)})>;",
        var product =>
            $"[SpacetimeDB.Type] public partial struct {type.Name} {{ {string.Concat(((Product)product).Fields.Select(field => $"public {Text(field.Type)} {field.SourceName}; "))}}}",
    };

    private string Function(FunctionSchema function)
    {
        var attribute = function.Kind == FunctionKind.Procedure ? "Procedure"
            : function.Lifecycle is { } lifecycle
                ? $"Reducer(SpacetimeDB.ReducerKind.{lifecycle switch { Lifecycle.Init => "Init", Lifecycle.OnConnect => "ClientConnected", _ => "ClientDisconnected" }})"
            : "Reducer";
        var result = function.ReturnType is { } type ? Text(type) : "void";
        var parameters = string.Concat(function.Parameters.Select(parameter => $", {Text(parameter.Type)} {parameter.Name}"));
        return $"public static partial class Of{function.SourceName} {{ [SpacetimeDB.{attribute}] public static {result} {function.SourceName}(SpacetimeDB.{function.Kind}Context ctx{parameters}) => throw null!; }}";
    }

    private string View(ViewSchema view)
    {
        var result = view.ReturnType is Product { Fields: var fields }
            ? $"SpacetimeDB.IQuery<{Text(fields[0].Type)}>"
            : Text(view.ReturnType);
        var row = schema.Tables.Single(table => view.ReturnType.ToString().Contains($"<{table.RowType}>", StringComparison.Ordinal));
        var key = view.PrimaryKey is { } column ? $", PrimaryKey = \"{Field(row, column)}\"" : "";
        var context = view.IsAnonymous ? "SpacetimeDB.AnonymousViewContext" : "SpacetimeDB.ViewContext";
        return $"public static partial class Of{view.SourceName} {{ [SpacetimeDB.View(Accessor = \"{view.SourceName}\", Public = {Word(view.IsPublic)}{key})] public static {result} {view.SourceName}({context} ctx) => throw null!; }}";
    }

    private static string VisibilityFilter(string sql, int number) =>
        $"#pragma warning disable STDB_UNSTABLE\npublic static class Filter{number} {{ [SpacetimeDB.ClientVisibilityFilter] public static readonly SpacetimeDB.Filter Rule = new SpacetimeDB.Filter.Sql(@\"{sql.Replace("\"", "\"\"")}\"); }}";

    private string Members(EquatableArray<TypeMember> members) =>
        string.Join(", ", members.Select(member => $"{Text(member.Type)} {member.SourceName}"));

    private string Text(AlgebraicType type) => type switch
    {
        Primitive { Kind: var kind } => Keyword(kind),
        _ when s_specials.TryGetValue(type, out var special) => special,
        AlgebraicType.Array array => $"System.Collections.Generic.List<{Text(array.Element)}>",
        Ref reference => reference.Name,
        _ when SpecialAlgebraicType.OptionElement(type) is { } some => $"{Text(some)}?",
        _ when SpecialAlgebraicType.ResultElements(type) is var (ok, err) => $"SpacetimeDB.Result<{Text(ok)}, {Text(err)}>",
        _ => throw new ArgumentException($"C# has no {type}.", nameof(type)),
    };

    private static string Keyword(PrimitiveKind kind) => kind switch
    {
        PrimitiveKind.Bool => "bool",
        PrimitiveKind.I8 => "sbyte",
        PrimitiveKind.U8 => "byte",
        PrimitiveKind.I16 => "short",
        PrimitiveKind.U16 => "ushort",
        PrimitiveKind.I32 => "int",
        PrimitiveKind.U32 => "uint",
        PrimitiveKind.I64 => "long",
        PrimitiveKind.U64 => "ulong",
        PrimitiveKind.F32 => "float",
        PrimitiveKind.F64 => "double",
        PrimitiveKind.String => "string",
        _ => $"SpacetimeDB.{kind}",
    };

    private static string Word(bool value) => value ? "true" : "false";
}
