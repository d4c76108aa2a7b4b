using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Sql;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// What the server refuses in a visibility filter when it makes it, at every publish. Source: <c>crates/engine/src/sql/rls.rs</c>,
/// <c>build_row_level_expr</c>; <c>crates/expr/src/check.rs</c>, <c>parse_and_type_sub</c>.
/// </summary>
internal sealed class VisibilityFilterCheck
{
    private const string Correct = "Correct the filter, or do without it";

    private readonly string _sql;
    private readonly SqlQuery _query;
    private readonly VisibilityFilterTables _tables;
    private readonly PlannerRules _rules;

    private VisibilityFilterCheck(string sql, SqlQuery query, VisibilityFilterTables tables, PlannerRules rules) =>
        (_sql, _query, _tables, _rules) = (sql, query, tables, rules);

    /// <summary>
    /// The change for a filter that cannot be made, now or the next time; null where it can, or where its text is not understood.
    /// </summary>
    public static SchemaChange? Find(string sql, ModuleSchema deployed, ModuleSchema current, PlannerRules rules)
    {
        var read = VisibilityFilterQuery.Read(sql);
        if (read.Query is not { } query)
        {
            return read.Fault is { } fault ? Invalid(sql, fault, null) : null;
        }
        var check = new VisibilityFilterCheck(sql, query, new(deployed, current, rules), rules);
        return check.MissingTable() ?? check.MissingColumn() ?? check.OtherType() ?? check.PrivateTable();
    }

    /// <summary>
    /// The table that a filter is on, and the private ones that it reads beside it. Publish makes such a filter, for the owner; to all
    /// others it refuses each subscription that it is a part of, for they may not read those. Source: <c>crates/expr/src/rls.rs</c>,
    /// <c>resolve_views_for_expr</c>.
    /// </summary>
    public static (string Table, EquatableArray<string> Private) PrivateJoins(string sql, ModuleSchema module) =>
        VisibilityFilterQuery.Read(sql).Query is not { Selected.Table.Text: var selected } query
            ? ("", [])
            : (selected, query.Sources.Select(static source => source.Table.Text).Where(name => name != selected)
                .Select(name => VisibilityFilterTables.Table(name, module)).Where(static table => table is { IsPublic: false })
                .Select(static table => table!.Name).Distinct().ToEquatableArray());

    private SchemaChange? MissingTable() =>
        _query.Sources.FirstOrDefault(source => !_tables.IsThere(source.Table))?.Table is not { } name ? null
        : _tables.DeployedTable(name) is { } before ? Invalid(before, name, "is no longer there")
        : Invalid(null, name, "is not there");

    private SchemaChange? MissingColumn()
    {
        foreach (var column in _query.Columns)
        {
            var name = _query.Find(column.Of)!.Table;
            if (_tables.Table(name) is { } table && _tables.Lacks(table, column.Name.Text))
            {
                return Invalid(table, name, $"has no column '{column.Name.Text}'") with { Part = (column.Name.Start, column.Name.Length) };
            }
        }
        return null;
    }

    private SchemaChange? OtherType() =>
        new VisibilityFilterTypes(column => _tables.TypeOf(_query.Find(column.Of)!, column), _rules).Check(_query) is { } fault
            ? Invalid(_sql, fault, _tables.Table(_query.Selected!.Table))
            : null;

    private SchemaChange? PrivateTable()
    {
        var name = _query.Selected!.Table;
        if (_tables.Table(name) is not { } table || _tables.IsPublic(table))
        {
            return null;
        }
        return Invalid(table, name, table.IsPublic ? "is private until this is published" : "is private") with
        {
            Publish = _tables.WasPublic(table) ? PublishVerdict.Allowed : PublishVerdict.Rejected,
            Detail = "Publish the table as public first, or do without the filter",
        };
    }

    private SchemaChange Invalid(TableSchema? table, SqlName name, string what) =>
        Invalid(_sql, table) with
        {
            Old = name.Text,
            New = $"is on table '{name.Text}', which {what}",
            Detail = Correct,
            Part = (name.Start, name.Length),
        };

    private static SchemaChange Invalid(string sql, SqlFault fault, TableSchema? table) =>
        Invalid(sql, table) with { New = fault.In(sql), Detail = fault.Advice, Part = (fault.Start, fault.Length) };

    private static SchemaChange Invalid(string sql, TableSchema? table)
    {
        var element = SchemaElement.VisibilityFilter(sql);
        return new(ChangeKind.VisibilityFilterInvalid, element, "AddRowLevelSecurity")
        {
            Publish = PublishVerdict.Rejected,
            Stage = PublishStage.Execution,
            Affects = table is null ? [element] : [element, SchemaElement.Table(table.Name)],
        };
    }
}
