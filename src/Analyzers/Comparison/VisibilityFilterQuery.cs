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
        sql = s_literal.Replace(sql, "0");
        if (s_selection.Match(sql) is not { Success: true } selection)
        {
            return null;
        }
        var of = selection.Groups["of"];
        var sources = s_source.Matches(sql).Cast<Match>()
            .Select(static source => (Table: source.Groups["table"].Value, Alias: source.Groups["alias"].Value)).ToArray();
        var selected = sources.FirstOrDefault(source => !of.Success || source.Table == of.Value || source.Alias == of.Value).Table;
        return selected is null
            ? null
            : new(selected, [.. sources.Select(static source => source.Table).Distinct()], [.. ColumnsOf(sql, sources)]);
    }

    private static IEnumerable<(string Table, string Column)> ColumnsOf(string sql, (string Table, string Alias)[] sources)
    {
        foreach (Match column in s_column.Matches(s_conditions.Match(sql).Groups["text"].Value))
        {
            var of = column.Groups["of"];
            var table = of.Success ? sources.FirstOrDefault(source => source.Table == of.Value || source.Alias == of.Value).Table
                : sources.Length == 1 && !s_keyword.IsMatch(column.Value) ? sources[0].Table : null;
            if (table is not null)
            {
                yield return (table, column.Groups["column"].Value);
            }
        }
    }
}
