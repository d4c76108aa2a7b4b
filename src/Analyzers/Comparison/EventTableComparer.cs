using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// The columns of an event table, which holds no rows: any change is allowed, and every client is disconnected.
/// Source: <c>auto_migrate.rs</c>, <c>ReschemaEventTable</c>.
/// </summary>
internal static class EventTableComparer
{
    public static void Compare(TableSchema old, TableSchema @new, ColumnDifference columns, ComparisonContext context)
    {
        var touched = columns.Removed.Select(static column => column.Name)
            .Concat(columns.Added.Select(static column => column.Name))
            .Concat(columns.Renamed.SelectMany(static pair => new[] { pair.Old.Name, pair.New.Name }))
            .Concat(Changed(old, @new, context))
            .Distinct()
            .Select(column => SchemaElement.Column(@new.Name, column))
            .ToEquatableArray();
        if (touched.Count > 0)
        {
            context.Add(new(ChangeKind.EventTableReshaped, SchemaElement.Table(@new.Name), "ReschemaEventTable")
            {
                Disconnects = true,
                Affects = touched,
                New = MemberWords.Of(RowOf(old).Fields, RowOf(@new).Fields, context.Types),
                Reading = context.Encodings.Relate(RowOf(old), RowOf(@new)),
                IsPrivate = context.IsPrivate(@new.Name),
                Deployed = SchemaElement.Table(@new.Name),
            });
        }
    }

    private static AlgebraicType.Product RowOf(TableSchema table) => (AlgebraicType.Product)table.ToRowType().Definition;

    /// <summary>Of the columns that were there, in the order of the code.</summary>
    private static IEnumerable<string> Changed(TableSchema old, TableSchema @new, ComparisonContext context)
    {
        foreach (var column in @new.Columns)
        {
            var position = @new.LastColumnIndex(column.Name);
            if (old.Columns.Where((before, i) => before.Name == column.Name
                && (i != position || !context.Types.Relate(before.Type, @new.Columns[position].Type).IsSame)).Any())
            {
                yield return column.Name;
            }
        }
    }
}
