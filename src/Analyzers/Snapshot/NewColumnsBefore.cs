using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Snapshot;

/// <summary>
/// A database that has a new column has the new ones before it: without them it would be accepted in the place of the first, which would
/// then be inserted before a deployed one.
/// </summary>
internal static class NewColumnsBefore
{
    /// <summary>The changes of <paramref name="all"/> that are accepted, and what each brings along.</summary>
    public static IEnumerable<SchemaChange> With(
        IReadOnlyCollection<SchemaChange> accepted, IEnumerable<SchemaChange> all, ModuleSchema current)
    {
        var columns = accepted.Where(IsNewColumn).ToArray();
        return all.Where(change =>
            accepted.Contains(change) || (IsNewColumn(change) && columns.Any(column => IsBefore(change.Subject, column.Subject, current))));
    }

    private static bool IsNewColumn(SchemaChange change) => change.Kind is ChangeKind.ColumnAddedWithDefault
        or ChangeKind.ColumnAddedWithoutDefault or ChangeKind.UniqueColumnAdded;

    private static bool IsBefore(SchemaElement column, SchemaElement other, ModuleSchema current) =>
        column.Owner == other.Owner && current.Table(column.Owner) is { } table
            && table.ColumnIndex(column.Member!) < table.ColumnIndex(other.Member!);
}
