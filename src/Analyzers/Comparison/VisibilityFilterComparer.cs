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
            var isNew = context.Deployed.KnowsVisibilityFilters && context.Deployed.VisibilityFilters.IndexOf(sql) < 0;
            var invalid = context.Rules.ChecksFilters
                ? VisibilityFilterCheck.Find(sql, context.Deployed, context.Current, context.Rules)
                : null;
            if (invalid is { Publish: PublishVerdict.Rejected })
            {
                // What it would do once it is made is of no interest yet.
                context.Add(invalid with { Disconnects = isNew && context.Rules.VisibilityDisconnects });
                continue;
            }
            if (invalid is not null)
            {
                context.Add(invalid);
            }
            if (isNew)
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
