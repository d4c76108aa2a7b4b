using SpacetimeDB.Codegen.Model;

namespace SpacetimeDB.Codegen.Emit;

/// <summary>The handles that views get: they count and look up, but neither scan nor write.</summary>
internal static class ReadOnlyHandleEmitter
{
    public static string Emit(TableModel table) => $$"""
            {{table.Visibility}} sealed class {{table.Accessor}}ReadOnly : global::SpacetimeDB.Internal.ReadOnlyTableView<{{table.Row}}> {
                internal {{table.Accessor}}ReadOnly() : base("{{table.Accessor}}") { }
                public ulong Count => DoCount();
        {{string.Concat(table.Indexes.Select(index => index.IsUnique ? Unique(table, index) : BTree(table, index)))}}    }

        """;

    private static string Unique(TableModel table, IndexModel index)
    {
        var key = index.Columns[0].Type;
        var view = $"{table.Accessor}ReadOnly";
        var parent = table.IsStruct ? "ReadOnlyUniqueIndex" : "ReadOnlyRefUniqueIndex";
        return $$"""
                    public sealed class {{index.Accessor}}Index
                        : global::SpacetimeDB.Internal.{{parent}}<{{view}}, {{table.Row}}, {{key}}, {{Names.Serializer(key)}}> {
                        internal {{index.Accessor}}Index() : base("{{index.NameIn(table.Accessor)}}") { }
                        public {{table.Row}}? Find({{key}} key) => FindSingle(key);
                    }
                    public {{index.Accessor}}Index {{index.Identifier}} => new();

            """;
    }

    private static string BTree(TableModel table, IndexModel index)
    {
        var methods = IndexArguments.Of(index).Select(arguments => $$"""
                        public global::System.Collections.Generic.IEnumerable<{{table.Row}}> Filter({{arguments.Parameter}}) =>
                            DoFilter({{arguments.Ranges}});

            """);
        return $$"""
                    public sealed class {{index.Accessor}}Index : global::SpacetimeDB.Internal.ReadOnlyIndexBase<{{table.Row}}> {
                        internal {{index.Accessor}}Index() : base("{{index.NameIn(table.Accessor)}}") { }
            {{string.Concat(methods)}}        }
                    public {{index.Accessor}}Index {{index.Identifier}} => new();

            """;
    }
}
