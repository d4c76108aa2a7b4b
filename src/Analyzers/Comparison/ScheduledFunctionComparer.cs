using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// A schedule needs a function that takes a row of its table and nothing else: without it the module does not validate. Told where
/// that was lost: at the table, at the function, or where it was deployed.
/// Source: <c>crates/schema/src/def/validate/v9.rs</c>, <c>check_scheduled_functions_exist</c>.
/// </summary>
internal static class ScheduledFunctionComparer
{
    public static void Compare(ComparisonContext context)
    {
        if (!context.Current.KnowsFunctions)
        {
            return;
        }
        foreach (var table in context.Current.Tables)
        {
            // That the schedule of a deployed table became another one is rejected whatever its function is.
            if (table.Schedule is { } schedule && (context.Deployed.Table(table.Name) is not { } deployed || deployed.Schedule == schedule)
                && Error(table, context.Current.Function(schedule.Function)) is { } error)
            {
                var (element, function) = (SchemaElement.Table(table.Name), SchemaElement.Function(schedule.Function));
                var isOfFunction = context.Deployed.Table(table.Name) is not null
                    && context.Deployed.Function(schedule.Function) is not null;
                context.Add(new(ChangeKind.ScheduleInvalid, element, error)
                {
                    Publish = PublishVerdict.Rejected,
                    Errors = [new(error, element)],
                    Affects = [element, function],
                    Old = schedule.Function,
                    New = table.RowType!,
                    MadeAt = isOfFunction ? function : null,
                    Deployed = isOfFunction ? function : null,
                });
            }
        }
    }

    /// <summary>Of a parameter that is half typed nothing is said.</summary>
    private static string? Error(TableSchema table, FunctionSchema? function) =>
        function is null ? "MissingScheduledFunction"
        : function.Parameters is [{ Type: AlgebraicType.Ref row }] && row.Name == table.RowType ? null
        : function.Parameters.Any(static parameter => parameter.Type is AlgebraicType.Unknown) ? null
        : "IncorrectScheduledFunctionParams";
}
