using System.Text.RegularExpressions;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// The table whose rows a visibility filter hides, by its name in the database or in the code. Every publish makes all filters anew, after it
/// has removed and added tables and before it changes who may see one, and no filter may be on a private table.
/// Source: <c>crates/engine/src/sql/rls.rs</c>, <c>build_row_level_expr</c>; <c>auto_migrate.rs</c>, the order of <c>AutoMigrateStep</c>.
/// </summary>
internal static class VisibilityFilterTable
{
    private static readonly Regex s_selection = new(@"^\s*SELECT\s+(?:""?(?<of>\w+)""?\s*\.\s*)?\*\s+FROM\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    private static readonly Regex s_source = new(@"\b(?:FROM|JOIN)\s+""?(?<table>\w+)""?(?:\s+(?:AS\s+)?(?!(?:AS|INNER|JOIN|ON|WHERE)\b)""?(?<alias>\w+)""?)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The change for a filter that cannot be made, now or the next time; null where it can, or where its text is not understood.</summary>
    public static SchemaChange? Find(string sql, ModuleSchema deployed, ModuleSchema current)
    {
        if (NameIn(sql) is not { } name)
        {
            return null;
        }
        var table = Table(name, current);
        var before = deployed.Table(table?.Name ?? name) ?? (table is null ? Table(name, deployed) : null);
        if ((table ?? before) is not { } known || (table is { IsPublic: true } && before is not { IsPublic: false }))
        {
            return null;
        }
        var element = SchemaElement.VisibilityFilter(sql);
        return new(ChangeKind.VisibilityFilterInvalid, element, "AddRowLevelSecurity")
        {
            Publish = table is not null && before is { IsPublic: true } ? PublishVerdict.Allowed : PublishVerdict.Rejected,
            Stage = PublishStage.Execution,
            Affects = [element, SchemaElement.Table(known.Name)],
            Old = name,
            New = table is null ? "is no longer there" : table.IsPublic ? "is private until this is published" : "is private",
        };
    }

    private static TableSchema? Table(string name, ModuleSchema module) => module.Table(name) ?? module.Tables.FirstOrDefault(table => table.Accessor == name);

    private static string? NameIn(string sql)
    {
        if (s_selection.Match(sql) is not { Success: true } selection)
        {
            return null;
        }
        var of = selection.Groups["of"];
        return s_source.Matches(sql).Cast<Match>()
            .FirstOrDefault(source => !of.Success || source.Groups["table"].Value == of.Value || source.Groups["alias"].Value == of.Value)?.Groups["table"].Value;
    }
}
