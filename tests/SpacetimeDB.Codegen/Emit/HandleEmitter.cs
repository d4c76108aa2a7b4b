using SpacetimeDB.Codegen.Model;

namespace SpacetimeDB.Codegen.Emit;

/// <summary>The handles that reducers get: <c>ctx.Db.Player</c>, <c>ctx.Db.Player.Id</c>.</summary>
internal static class HandleEmitter
{
    public static string Emit(TableModel table)
    {
        var view = $"global::SpacetimeDB.Internal.ITableView<{table.Identifier}, {table.Row}>";
        return $$"""
                {{table.Visibility}} readonly struct {{table.Identifier}} : {{view}} {
                    static global::SpacetimeDB.Internal.TableDescription {{view}}.Description { get; } = {{Description(table)}};
                    public ulong Count => {{view}}.DoCount();
                    public global::System.Collections.Generic.IEnumerable<{{table.Row}}> Iter() => {{view}}.DoIter();
                    public {{table.Row}} Insert({{table.Row}} row) => {{view}}.DoInsert(row);
                    public bool Delete({{table.Row}} row) => {{view}}.DoDelete(row);
                    public ulong Clear() => {{view}}.DoClear();
            {{string.Concat(table.Indexes.Select(index => index.IsUnique ? Unique(table, index) : BTree(table, index)))}}    }

            """;
    }

    private static string Description(TableModel table)
    {
        var indexes = table.Indexes.Select(index =>
        {
            var columns = Texts(index.Columns.Select(column => column.Name));
            return $"new(\"{index.NameIn(table.Accessor)}\", {(index.IsUnique ? "true" : "false")}, {columns})";
        });
        return $$"""
            new(
                        "{{table.Accessor}}",
                        {{(table.IsEvent ? "true" : "false")}},
                        new string[] { {{Texts(table.AutoIncrement)}} },
                        new global::SpacetimeDB.Internal.IndexDescription[] { {{string.Join(", ", indexes)}} })
            """;
    }

    private static string Texts(IEnumerable<string> texts) => string.Join(", ", texts.Select(text => $"\"{text}\""));

    private static string Unique(TableModel table, IndexModel index)
    {
        var type = $"{index.Accessor}UniqueIndex";
        var key = index.Columns[0].Type;
        var parent = table.IsStruct ? "UniqueIndex" : "RefUniqueIndex";
        var update = index.IsPrimaryKey ? $"\n            public {table.Row} Update({table.Row} row) => DoUpdate(row);" : "";
        return $$"""
                    {{table.Visibility}} sealed class {{type}}
                        : global::SpacetimeDB.Internal.{{parent}}<{{table.Identifier}}, {{table.Row}}, {{key}}, {{Names.Serializer(key)}}> {
                        internal {{type}}() : base("{{index.NameIn(table.Accessor)}}") { }
                        public {{table.Row}}? Find({{key}} key) => FindSingle(key);{{update}}
                    }
                    {{table.Visibility}} {{type}} {{index.Identifier}} => new();

            """;
    }

    private static string BTree(TableModel table, IndexModel index)
    {
        var type = $"{index.Accessor}Index";
        var methods = IndexArguments.Of(index).Select(arguments => $$"""
                        public global::System.Collections.Generic.IEnumerable<{{table.Row}}> Filter({{arguments.Parameter}}) =>
                            DoFilter({{arguments.Ranges}});
                        public ulong Delete({{arguments.Parameter}}) => DoDelete({{arguments.Ranges}});

            """);
        return $$"""
                    {{table.Visibility}} sealed class {{type}} : global::SpacetimeDB.Internal.IndexBase<{{table.Row}}> {
                        internal {{type}}() : base("{{index.NameIn(table.Accessor)}}") { }
            {{string.Concat(methods)}}        }
                    {{table.Visibility}} {{type}} {{index.Identifier}} => new();

            """;
    }
}
