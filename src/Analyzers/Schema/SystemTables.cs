namespace SpacetimeSchema.Analyzers.Schema;

/// <summary>SpacetimeDB's own tables. Source: <c>crates/datastore/src/system_tables.rs</c>.</summary>
internal static class SystemTables
{
    private static readonly HashSet<string> s_names = new(StringComparer.Ordinal)
    {
        "st_client",
        "st_column",
        "st_column_accessor",
        "st_connection_credentials",
        "st_constraint",
        "st_event_table",
        "st_index",
        "st_index_accessor",
        "st_module",
        "st_row_level_security",
        "st_scheduled",
        "st_sequence",
        "st_table",
        "st_table_accessor",
        "st_var",
        "st_view",
        "st_view_arg",
        "st_view_column",
        "st_view_param",
        "st_view_sub",
    };

    public static bool Has(string name) => s_names.Contains(name);
}
