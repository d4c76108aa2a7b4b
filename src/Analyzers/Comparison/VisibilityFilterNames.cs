using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// The tables that a visibility filter reads, by their names in the database or in the code. Every publish makes all filters anew, after it
/// has removed and added tables and before it changes who may see one; each name has to be there, and no filter may be on a private table.
/// Source: <c>crates/engine/src/sql/rls.rs</c>, <c>build_row_level_expr</c>; <c>auto_migrate.rs</c>, the order of <c>AutoMigrateStep</c>.
/// </summary>
internal static class VisibilityFilterNames
{
    /// <summary>
    /// The change for a filter that cannot be made, now or the next time; null where it can, or where its text is not understood.
    /// </summary>
    public static SchemaChange? Find(string sql, ModuleSchema deployed, ModuleSchema current, PlannerRules rules) =>
        VisibilityFilterQuery.Parse(sql) is not { } query ? null
        : Missing(sql, query, deployed, current, rules) ?? Private(sql, query.Selected, deployed, current);

    private static SchemaChange? Missing(
        string sql, VisibilityFilterQuery query, ModuleSchema deployed, ModuleSchema current, PlannerRules rules)
    {
        foreach (var name in query.Tables)
        {
            if (Table(name, current) is null && !IsOther(name, current))
            {
                var before = Table(name, deployed);
                return Invalid(sql, before?.Name, name, before is null ? "is not there" : "is no longer there");
            }
        }
        foreach (var (name, column) in query.Columns)
        {
            if (Table(name, current) is { } table && Column(column, table) is null && !IsReachedOrTold(column, table, deployed, rules))
            {
                return Invalid(sql, table.Name, name, $"has no column '{column}'");
            }
        }
        return null;
    }

    private static SchemaChange? Private(string sql, string name, ModuleSchema deployed, ModuleSchema current)
    {
        if (Table(name, current) is not { } table || (table.IsPublic && deployed.Table(table.Name) is not { IsPublic: false }))
        {
            return null;
        }
        return Invalid(sql, table.Name, name, table.IsPublic ? "is private until this is published" : "is private") with
        {
            Publish = deployed.Table(table.Name) is { IsPublic: true } ? PublishVerdict.Allowed : PublishVerdict.Rejected,
            Detail = "Publish the table as public first, or do without the filter",
        };
    }

    /// <summary>
    /// The table that a filter is on, and the private ones that it reads beside it. Publish makes such a filter, for the owner; to all
    /// others it refuses each subscription that it is a part of, for they may not read those. Source: <c>crates/expr/src/rls.rs</c>,
    /// <c>resolve_views_for_expr</c>.
    /// </summary>
    public static (string Table, EquatableArray<string> Private) PrivateJoins(string sql, ModuleSchema module) =>
        VisibilityFilterQuery.Parse(sql) is not { } query
            ? ("", [])
            : (query.Selected, query.Tables.Where(name => name != query.Selected).Select(name => Table(name, module))
                .Where(static table => table is { IsPublic: false }).Select(static table => table!.Name).ToEquatableArray());

    private static SchemaChange Invalid(string sql, string? table, string name, string what)
    {
        var element = SchemaElement.VisibilityFilter(sql);
        return new(ChangeKind.VisibilityFilterInvalid, element, "AddRowLevelSecurity")
        {
            Publish = PublishVerdict.Rejected,
            Stage = PublishStage.Execution,
            Affects = table is null ? [element] : [element, SchemaElement.Table(table)],
            Old = name,
            New = what,
            Detail = "Correct the filter, or do without it",
        };
    }

    private static TableSchema? Table(string name, ModuleSchema module) =>
        module.Table(name) ?? module.Tables.FirstOrDefault(table => table.Accessor == name);

    /// <summary>A view, or a table of SpacetimeDB's own.</summary>
    private static bool IsOther(string name, ModuleSchema module) =>
        name.StartsWith("st_", StringComparison.Ordinal) || module.Views.Any(view => view.Name == name || view.SourceName == name);

    private static ColumnSchema? Column(string name, TableSchema table) =>
        table.Columns.FirstOrDefault(column => column.Name == name || column.SourceName == name);

    /// <summary>
    /// Of a column that a table with rows lost the publish is rejected anyhow, and that is told. One that is called otherwise in the code
    /// now gets its new name before filters are made; before SpacetimeDB 2.8.2 it kept the first.
    /// </summary>
    private static bool IsReachedOrTold(string name, TableSchema table, ModuleSchema deployed, PlannerRules rules) =>
        deployed.Table(table.Name) is { } owner && Column(name, owner) is { } before
            && (table.Column(before.Name) is null ? owner.IsEvent != true : !rules.ComparesSourceNames);
}
