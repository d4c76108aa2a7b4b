using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// Row-level security, as a set of rules: if the set differs, every client is disconnected.
/// Source: <c>auto_migrate.rs</c>, <c>auto_migrate_row_level_security</c>.
/// </summary>
internal static class VisibilityFilterComparer
{
    public static void Compare(ComparisonContext context)
    {
        foreach (var sql in context.Current.VisibilityFilters)
        {
            if (context.Rules.ChecksFilters
                && VisibilityFilterCheck.Find(sql, context.Deployed, context.Current, context.Rules) is { } invalid)
            {
                context.Add(invalid);
            }
            if (context.Deployed.KnowsVisibilityFilters && context.Deployed.VisibilityFilters.IndexOf(sql) < 0)
            {
                context.Add(Change(ChangeKind.VisibilityFilterAdded, sql, "AddRowLevelSecurity", context.Rules) with
                {
                    Detail = VisibilityFilterCheck.PrivateJoins(sql, context.Current) is { Private: [var joined, ..] } filter
                        ? $"Nobody but the owner can subscribe to '{filter.Table}' then, for it reads the private table '{joined}'. "
                        : "",
                });
            }
        }
        foreach (var sql in context.Deployed.VisibilityFilters)
        {
            if (context.Current.KnowsVisibilityFilters && context.Current.VisibilityFilters.IndexOf(sql) < 0)
            {
                context.Add(
                    Change(ChangeKind.VisibilityFilterRemoved, sql, "RemoveRowLevelSecurity", context.Rules) with
                    {
                        Deployed = SchemaElement.VisibilityFilter(sql),
                    });
            }
        }
    }

    private static SchemaChange Change(ChangeKind kind, string sql, string planner, PlannerRules rules) =>
        new(kind, SchemaElement.VisibilityFilter(sql), planner) { Disconnects = rules.VisibilityDisconnects };
}
