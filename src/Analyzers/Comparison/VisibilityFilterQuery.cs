using System.Text.RegularExpressions;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// The names in the SQL of a visibility filter: a selection of all columns of one table, which others may be joined to. Of any other
/// text nothing is said. Source: <c>crates/sql-parser/src/parser/sub.rs</c>.
/// </summary>
internal sealed class VisibilityFilterQuery
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private static readonly Regex s_literal = new(@"X?'(?:[^']|'')*'|\b0x[0-9a-f]+\b", Options);
    private static readonly Regex s_selection = new(@"^\s*SELECT\s+(?:""?(?<of>\w+)""?\s*\.\s*)?\*\s+FROM\b", Options);
    private static readonly Regex s_source = new(
        @"\b(?:FROM|JOIN)\s+""?(?<table>\w+)""?(?:\s+(?:AS\s+)?(?!(?:AS|INNER|JOIN|ON|WHERE)\b)""?(?<alias>\w+)""?)?", Options);
    private static readonly Regex s_qualifier = new(@"(?<![\w.:])(?<of>\w+)""?\s*\.", Options);
    private static readonly Regex s_conditions = new(@"\b(?:ON|WHERE)\b(?<text>.*)$", Options | RegexOptions.Singleline);
    private static readonly Regex s_column = new(
        @"(?<![\w.:""])""?(?:(?<of>[A-Za-z_]\w*)""?\s*\.\s*""?)?(?<column>[A-Za-z_]\w*)""?(?!\s*\.)", Options);
    private static readonly Regex s_keyword = new(@"^(?:AND|OR|NOT|TRUE|FALSE|NULL|IS)$", Options);

    private VisibilityFilterQuery(string selected, IReadOnlyList<string> tables, IReadOnlyList<(string Table, string Column)> columns) =>
        (Selected, Tables, Columns) = (selected, tables, columns);

    /// <summary>The table whose rows it hides.</summary>
    public string Selected { get; }

    public IReadOnlyList<string> Tables { get; }

    /// <summary>Those of its conditions, by the names of their tables.</summary>
    public IReadOnlyList<(string Table, string Column)> Columns { get; }

    /// <summary>Null where the text is not understood.</summary>
    public static VisibilityFilterQuery? Parse(string sql)
    {
        sql = Masked(sql);
        if (s_selection.Match(sql) is not { Success: true } selection)
        {
            return null;
        }
        var of = selection.Groups["of"];
        var sources = SourcesOf(sql);
        var selected = sources.FirstOrDefault(source => !of.Success || source.Table == of.Value || source.Alias == of.Value).Table;
        return selected is null
            ? null
            : new(
                selected,
                [.. sources.Select(static source => source.Table).Distinct()],
                [.. ColumnsOf(sql, sources).Select(static column => (column.Table, column.Name.Value))]);
    }

    /// <summary>
    /// The same selection of another table; null where the text is not understood, or where that table has no such column.
    /// </summary>
    /// <param name="columnOf">What a column of the selected table is called there.</param>
    public static string? Moved(string sql, string table, Func<string, string?> columnOf)
    {
        if (Parse(sql) is not { Selected: var selected })
        {
            return null;
        }
        var masked = Masked(sql);
        var edits = s_source.Matches(masked).Cast<Match>().Select(static source => source.Groups["table"])
            .Concat(s_qualifier.Matches(masked).Cast<Match>().Select(static qualifier => qualifier.Groups["of"]))
            .Where(name => name.Value == selected).Select(static name => name.Index).Distinct()
            .Select(index => (Index: index, selected.Length, Text: (string?)table))
            .Concat(ColumnsOf(masked, SourcesOf(masked)).Where(column => column.Table == selected)
                .Select(column => (column.Name.Index, column.Name.Length, Text: columnOf(column.Name.Value))))
            .ToArray();
        return edits.Any(static edit => edit.Text is null)
            ? null
            : edits.OrderByDescending(static edit => edit.Index)
                .Aggregate(sql, static (text, edit) => text.Remove(edit.Index, edit.Length).Insert(edit.Index, edit.Text!));
    }

    /// <summary>Without the values in it, and as long.</summary>
    private static string Masked(string sql) => s_literal.Replace(sql, static literal => new('0', literal.Length));

    private static (string Table, string Alias)[] SourcesOf(string sql) => [.. s_source.Matches(sql).Cast<Match>()
        .Select(static source => (source.Groups["table"].Value, source.Groups["alias"].Value))];

    private static IEnumerable<(string Table, Group Name)> ColumnsOf(string sql, (string Table, string Alias)[] sources)
    {
        var start = s_conditions.Match(sql) is { Success: true } conditions ? conditions.Groups["text"].Index : sql.Length;
        foreach (Match column in s_column.Matches(sql, start))
        {
            var of = column.Groups["of"];
            var table = of.Success ? sources.FirstOrDefault(source => source.Table == of.Value || source.Alias == of.Value).Table
                : sources.Length == 1 && !s_keyword.IsMatch(column.Value) ? sources[0].Table : null;
            if (table is not null)
            {
                yield return (table, column.Groups["column"]);
            }
        }
    }
}
