using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// A schedule needs a function that takes a row of its table and nothing else: without it the module does not validate. Told where
/// that was lost: at the table, at the function, or where it was deployed.
/// Source: <c>crates/schema/src/def/validate/v9.rs</c>, <c>check_scheduled_functions_exist</c>.
/// </summary>
internal static class ScheduledFunctionComparer
{
    /// <summary>What is scheduled, in the middle of a sentence.</summary>
    public const string View = "a view";

    public static void Compare(ComparisonContext context)
    {
        if (!context.Current.KnowsFunctions)
        {
            return;
        }
        foreach (var table in context.Current.Tables)
        {
            if (table.Schedule is { } schedule
                && Error(table, context.Current.Function(schedule.Function)) is { } error)
            {
                var (element, function) = (SchemaElement.Table(table.Name), SchemaElement.Function(schedule.Function));
                var made = MadeAt(table, schedule, context);
                context.Add(new(ChangeKind.ScheduleInvalid, element, error)
                {
                    Publish = PublishVerdict.Rejected,
                    Errors = [new(error, element)],
                    Affects = [element, function],
                    Old = schedule.Function,
                    New = table.RowType!,
                    Detail = IsView(schedule, context) ? View : "no reducer or procedure",
                    MadeAt = made,
                    Deployed = made == function ? function : HasOtherSchedule(table, context) ? element : null,
                });
            }
        }
    }

    /// <summary>
    /// Whether a view that is called so in the code took the name of what is scheduled along. Source: <c>v9.rs</c>,
    /// <c>validate_schedule_def</c> and <c>resolve_function_ident</c>.
    /// </summary>
    private static bool IsView(ScheduleSchema schedule, ComparisonContext context) =>
        context.Current.Function(schedule.Function) is null && context.Current.View(schedule.Function) is not null;

    /// <summary>Null where the table is new, or names another function than it did.</summary>
    private static SchemaElement? MadeAt(TableSchema table, ScheduleSchema schedule, ComparisonContext context) =>
        context.Deployed.Table(table.Name) is null || HasOtherSchedule(table, context) ? null
        : context.Deployed.Function(schedule.Function) is not null ? SchemaElement.Function(schedule.Function)
        : IsView(schedule, context) && context.Deployed.View(schedule.Function) is null ? SchemaElement.View(schedule.Function)
        : null;

    /// <summary>A view that took the name of what is scheduled along did not touch the table.</summary>
    private static bool HasOtherSchedule(TableSchema table, ComparisonContext context) =>
        context.Deployed.Table(table.Name) is { } deployed && deployed.Schedule != table.Schedule && !IsView(table.Schedule!, context);

    /// <summary>
    /// What is no name is refused as one, before it is looked for. Of a parameter that is half typed nothing is said.
    /// </summary>
    private static string? Error(TableSchema table, FunctionSchema? function) =>
        function is null ? Identifier.IsTaken(table.Schedule!.Function) ? "MissingScheduledFunction" : "IdentifierError"
        : function.Parameters is [{ Type: AlgebraicType.Ref row }] && row.Name == table.RowType ? null
        : function.Parameters.Any(static parameter => parameter.Type is AlgebraicType.Unknown) ? null
        : "IncorrectScheduledFunctionParams";
}
