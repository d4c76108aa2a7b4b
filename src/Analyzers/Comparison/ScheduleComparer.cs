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
        var table = SchemaElement.Table(@new.Name);
        if (IsSame(old, @new, context) || FollowsFromOrder(old, @new, table, context) || IsInvalid(table, context))
        {
            return;
        }
        var kind = old.Schedule is null ? ChangeKind.ScheduleAdded
            : @new.Schedule is null ? ChangeKind.ScheduleRemoved
            : ChangeKind.ScheduleChanged;
        var function = FunctionThatChanged(old, @new, context);
        var (before, after, columns) = Difference(old, @new, context);
        context.Add(new(kind, table, kind == ChangeKind.ScheduleAdded ? "AddSchedule" : "RemoveSchedule")
        {
            Publish = PublishVerdict.Rejected,
            Stage = PublishStage.Execution,
            Old = before,
            New = after,
            Detail = columns,
            MadeAt = function is null ? null : SchemaElement.Function(function.Name),
            Deployed = table,
        });
    }

    /// <summary>Whether the server refuses it before it compares it with what is deployed.</summary>
    private static bool IsInvalid(SchemaElement table, ComparisonContext context) =>
        context.Changes.Exists(change => change.Kind == ChangeKind.ScheduleInvalid && change.Subject == table);

    /// <summary>Whether other columns moved those of the schedule: what moved them is rejected, and stands for this too.</summary>
    private static bool FollowsFromOrder(TableSchema old, TableSchema @new, SchemaElement table, ComparisonContext context) =>
        old.Schedule is { } schedule && schedule == @new.Schedule && old.PrimaryKey == @new.PrimaryKey
            && !HasSameNumbers(old, @new, schedule, schedule)
            && context.Changes.Any(change => change.Errors.IndexOf(new("ReorderTable", table)) >= 0);

    /// <summary>
    /// The function behind a schedule that stands as it stood: it became a procedure or a reducer, or got another name in the database.
    /// </summary>
    private static FunctionSchema? FunctionThatChanged(TableSchema old, TableSchema @new, ComparisonContext context) =>
        old.Schedule is { } before && @new.Schedule is { } after && HasSameNumbers(old, @new, before, after)
            && context.Current.Function(after.Function) is { SourceName: { } method } function
            && (before.Function == after.Function || IsMethodOf(before.Function, method, context))
                ? function
                : null;

    /// <summary>A baseline that does not know methods knows the names that are made of them.</summary>
    private static bool IsMethodOf(string function, string method, ComparisonContext context) =>
        context.Deployed.Function(function)?.SourceName is { } deployed
            ? method == deployed
            : function == CaseConversion.ToCanonical(method, context.Current.AppliedPolicy);

    private static bool HasSameNumbers(TableSchema old, TableSchema @new, ScheduleSchema before, ScheduleSchema after) =>
        old.ColumnIndex(before.AtColumn) == @new.ColumnIndex(after.AtColumn)
            && old.ColumnIndex(old.PrimaryKey ?? "") == @new.ColumnIndex(@new.PrimaryKey ?? "");

    /// <summary>
    /// The functions, else their kinds, else the columns of the time, else the numbers of the columns: with these what they number.
    /// </summary>
    private static (string Old, string New, string Columns) Difference(TableSchema old, TableSchema @new, ComparisonContext context)
    {
        if (old.Schedule is not { } before || @new.Schedule is not { } after || before.Function != after.Function)
        {
            return (old.Schedule?.Function ?? "none", @new.Schedule?.Function ?? "none", "");
        }
        return context.Deployed.Function(before.Function)?.Kind is { } oldKind
            && context.Current.Function(after.Function)?.Kind is { } newKind && oldKind != newKind
            ? ($"{Word(oldKind)} {before.Function}", $"{Word(newKind)} {after.Function}", "")
            : before.AtColumn != after.AtColumn
            ? ($"column {before.AtColumn}", $"column {after.AtColumn}", "")
            : (Numbers(
                old, before), Numbers(@new, after), $"'{before.AtColumn}' and the key{(old.PrimaryKey is { } key ? $" '{key}'" : "")}");
    }

    private static string Word(FunctionKind kind) => kind == FunctionKind.Procedure ? "procedure" : "reducer";

    private static string Numbers(TableSchema table, ScheduleSchema schedule) =>
        $"{table.ColumnIndex(schedule.AtColumn)} and {(table.PrimaryKey is { } key ? table.ColumnIndex(key) : "none")}";

    /// <summary>By the function and its kind, and by the numbers of the two columns.</summary>
    private static bool IsSame(TableSchema old, TableSchema @new, ComparisonContext context)
    {
        if (old.Schedule is not { } before || @new.Schedule is not { } after)
        {
            return old.Schedule is null && @new.Schedule is null;
        }
        return before.Function == after.Function
            && HasSameNumbers(old, @new, before, after)
            && (context.Deployed.Function(before.Function)?.Kind is not { } oldKind
                || context.Current.Function(after.Function)?.Kind is not { } newKind || oldKind == newKind);
    }
}
