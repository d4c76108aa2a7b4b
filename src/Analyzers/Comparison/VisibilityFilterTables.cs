using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Sql;
using static SpacetimeSchema.Analyzers.Schema.AlgebraicType;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// The tables and columns that a visibility filter reads, by their names in the database or in the code. Every publish makes all filters
/// anew, after it has removed, changed and added tables and before it changes who may see one.
/// Source: <c>auto_migrate.rs</c>, the order of <c>AutoMigrateStep</c>.
/// </summary>
internal sealed class VisibilityFilterTables(ModuleSchema deployed, ModuleSchema current, PlannerRules rules)
{
    /// <summary>Source: <c>state_view.rs</c>, <c>table_id_from_name_or_alias</c>.</summary>
    public static TableSchema? Table(string name, ModuleSchema module) =>
        module.Table(name) ?? module.Tables.FirstOrDefault(table => table.Accessor == name);

    public TableSchema? Table(SqlName name) => Table(name.Text, current);

    public TableSchema? DeployedTable(SqlName name) => Table(name.Text, deployed);

    /// <summary>A table of the module, a view, or a table of SpacetimeDB's own.</summary>
    public bool IsThere(SqlName name) =>
        Table(name) is not null || name.Text.StartsWith("st_", StringComparison.Ordinal)
        || current.Views.Any(view => view.Name == name.Text || view.SourceName == name.Text);

    /// <summary>
    /// Of a column that a table with rows lost the publish is rejected anyhow, and that is told. One that is called otherwise in the code
    /// now gets its new name before filters are made; before SpacetimeDB 2.8.2 it kept the first.
    /// </summary>
    public bool Lacks(TableSchema table, string column) =>
        Column(column, table) is null
        && !(deployed.Table(table.Name) is { } owner && Column(column, owner) is { } before
            && (table.Column(before.Name) is null ? owner.IsEvent != true : !rules.ComparesSourceNames));

    /// <summary>
    /// Unknown also where a table with rows has the column in another type: no publish makes one that can be compared of another, and
    /// that is told.
    /// </summary>
    public AlgebraicType TypeOf(SqlSource source, SqlColumn name)
    {
        if (Table(source.Table) is not { } table || Column(name.Name.Text, table) is not { } column)
        {
            return Unknown.Instance;
        }
        var isToldOf = deployed.Table(table.Name) is { IsEvent: not true } old && old.Column(column.Name) is { } before
            && before.Type != column.Type;
        return isToldOf || (column.Type is Ref named && IsDoubtful(named)) ? Unknown.Instance : column.Type;
    }

    public bool IsPublic(TableSchema table) => table.IsPublic && deployed.Table(table.Name) is not { IsPublic: false };

    public bool WasPublic(TableSchema table) => deployed.Table(table.Name) is { IsPublic: true };

    /// <summary>Source: <c>crates/schema/src/schema.rs</c>, <c>get_column_by_name_or_alias</c>.</summary>
    private static ColumnSchema? Column(string name, TableSchema table) =>
        table.Columns.FirstOrDefault(column => column.SourceName == name) ?? table.Column(name);

    /// <summary>The server may know it by its shape, whatever it is called.</summary>
    private bool IsDoubtful(Ref type) =>
        current.Resolve(type.Name) is null or Unknown or Product { Fields: [{ SourceName: null or ['_', '_', ..] }] };
}
