using System.Text;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Build.Plan;

/// <summary>
/// The plan for the comment of a pull request, table by table, with a diagram of the changed tables that code hosts draw.
/// </summary>
internal static class MarkdownPlan
{
    public static string Of(SchemaPlan plan)
    {
        var text = new StringBuilder($"### Schema plan\n\n{plan.Summary} Compared with `{plan.Baseline}`. {plan.Judgement}\n");
        foreach (var table in plan.Tables)
        {
            text.Append($"\n#### `{table.Name}`\n\n| | What | Why, and what to do |\n|---|---|---|\n");
            foreach (var (group, changes) in table.Groups)
            {
                foreach (var change in changes)
                {
                    text.Append(
                        $"| {Mark(group)} {group.Words()} | {Names(change)} | {MarkdownCell.Of(change.Message)} `{change.Rule}` |\n");
                }
            }
        }
        AppendDiagram(plan, text);
        return text.ToString();
    }

    private static string Names(PlannedChange change) =>
        string.Join(", ", change.Affects.Select(static name => $"`{name.Replace("|", "\\|")}`"));

    private static void AppendDiagram(SchemaPlan plan, StringBuilder text)
    {
        var tables = plan.Current.Tables.Where(table => plan.Changes.Any(change => change.Touches(table.Name))).ToArray();
        if (tables.Length == 0)
        {
            return;
        }
        text.Append("\n```mermaid\nerDiagram\n");
        foreach (var table in tables)
        {
            text.Append($"  {table.Name} {{\n");
            foreach (var column in table.Columns)
            {
                text.Append(
                    $"    {TypeWord(column.Type)} {column.Name}{(column.Name == table.PrimaryKey ? " PK" : "")}{Comment(plan, table, column)}\n");
            }
            text.Append("  }\n");
        }
        text.Append("```\n");
    }

    private static string Comment(SchemaPlan plan, TableSchema table, ColumnSchema column)
    {
        var name = SchemaElement.Column(table.Name, column.Name).ToString();
        var change = plan.Changes.FirstOrDefault(change => change.Affects.Contains(name));
        return change is null ? "" : $" \"{change.Change}: {change.Group.Words()}\"";
    }

    /// <summary>A diagram takes no other characters in a type.</summary>
    private static string TypeWord(AlgebraicType type)
    {
        var word = new string(
            [.. type.ToString().Replace('<', '(').Replace('>', ')')
                .Select(static c => char.IsLetterOrDigit(c) || c is '(' or ')' ? c : '_')]);
        return char.IsLetter(word[0]) ? word : $"type{word}";
    }

    private static string Mark(PlanGroup group) => group switch
    {
        PlanGroup.Rejected => "❌",
        PlanGroup.DependsOnData => "⚠️",
        PlanGroup.Disconnects => "🔌",
        PlanGroup.BreaksOldClients => "💥",
        PlanGroup.NoWayBack => "⛔",
        _ => "✅",
    };
}
