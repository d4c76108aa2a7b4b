using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// The schedule of a table. Any difference passes the plan and always fails when it is carried out: "Adding/Removing schedules is
/// not yet implemented". Source: <c>crates/schema/src/def.rs</c>, <c>ScheduleDef</c>; <c>crates/engine/src/update.rs</c>.
/// </summary>
internal static class ScheduleComparer
{
    public static void Compare(TableSchema old, TableSchema @new, ComparisonContext context)
    {
        if (Text(old, context.Deployed) is var before && Text(@new, context.Current) is var after && before != after)
        {
            var table = SchemaElement.Table(@new.Name);
            var kind = old.Schedule is null ? ChangeKind.ScheduleAdded : @new.Schedule is null ? ChangeKind.ScheduleRemoved : ChangeKind.ScheduleChanged;
            context.Add(new(kind, table, kind == ChangeKind.ScheduleAdded ? "AddSchedule" : "RemoveSchedule")
            {
                Publish = PublishVerdict.Rejected,
                Stage = PublishStage.Execution,
                Old = old.Schedule?.Function ?? "none",
                New = @new.Schedule?.Function ?? "none",
                Deployed = table,
            });
        }
    }

    /// <summary>All that makes two schedules one: the function and its kind, and the numbers of the two columns.</summary>
    private static string? Text(TableSchema table, ModuleSchema module) => table.Schedule is { } schedule
        ? $"{schedule.Function} {module.Function(schedule.Function)?.Kind} {table.ColumnIndex(schedule.AtColumn)} {(table.PrimaryKey is { } key ? table.ColumnIndex(key) : -1)}"
        : null;
}
