using SpacetimeDB.Codegen.Model;

namespace SpacetimeDB.Codegen.Emit;

/// <summary>The typed columns of a query: <c>ctx.From.Player().Where(columns => columns.Id.Eq(1))</c>.</summary>
internal static class QueryEmitter
{
    public static string Emit(TableModel table)
    {
        var columns = table.Columns.Where(column => column.IsResolved).ToList();
        var indexed = columns.Where(column => table.Indexes.Any(index => index.Columns.Contains(column)));
        var (cols, ixCols) = ($"{table.Accessor}Cols", $"{table.Accessor}IxCols");
        return Columns(table, cols, "Col", columns) + Columns(table, ixCols, "IxCol", indexed) + $$"""
                public readonly partial struct QueryBuilder {
                    {{table.Visibility}} global::SpacetimeDB.Table<{{table.Row}}, {{cols}}, {{ixCols}}> {{table.Identifier}}() =>
                        new("{{table.Accessor}}", new {{cols}}("{{table.Accessor}}"), new {{ixCols}}("{{table.Accessor}}"));
                }

            """;
    }

    private static string Columns(TableModel table, string name, string columnType, IEnumerable<Column> columns)
    {
        var fields = columns
            .Select(column => (column.Name, column.Identifier, Type: $"{columnType}<{table.Row}, {column.Type.TrimEnd('?')}>"))
            .ToList();
        var declarations = fields.Select(field => $"        public readonly {field.Type} {field.Identifier};\n");
        var assignments = fields.Select(field => $"            {field.Identifier} = new {field.Type}(tableName, \"{field.Name}\");\n");
        return $$"""
                {{table.Visibility}} readonly struct {{name}} {
            {{string.Concat(declarations)}}        internal {{name}}(string tableName) {
            {{string.Concat(assignments)}}        }
                }

            """;
    }
}
