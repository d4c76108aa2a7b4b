using SpacetimeDB.Codegen.Model;

namespace SpacetimeDB.Codegen.Emit;

/// <summary>One way to ask an index: the first columns by value, the last of them by value or by range; more than one as a tuple.</summary>
internal sealed record IndexArguments(string Parameter, string Ranges)
{
    public static IEnumerable<IndexArguments> Of(IndexModel index)
    {
        for (var count = 1; count <= index.Columns.Count; count++)
        {
            var columns = index.Columns.Take(count).ToList();
            yield return Of(columns, columns.Last().Type);
            yield return Of(columns, $"global::SpacetimeDB.Bound<{columns.Last().Type}>");
        }
    }

    private static IndexArguments Of(List<Column> columns, string lastType)
    {
        var parameters = columns.Select((column, i) => $"{(i == columns.Count - 1 ? lastType : column.Type)} {column.Identifier}");
        var list = string.Join(", ", parameters);
        return columns.Count == 1
            ? new(list, Range(columns[0], columns[0].Identifier))
            : new($"({list}) f", string.Join(", ", columns.Select(column => Range(column, $"f.{column.Identifier}"))));
    }

    private static string Range(Column column, string value) => $"global::SpacetimeDB.Internal.KeyRange.Of<{column.Type}>({value})";
}
