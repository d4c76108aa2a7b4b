using System.Text;

namespace SpacetimeSchema.Build.Plan;

/// <summary>The plan for a console.</summary>
internal static class TextPlan
{
    public static string Of(SchemaPlan plan)
    {
        var text = new StringBuilder($"Schema plan against {plan.Baseline}\n{plan.Judgement}\n");
        foreach (var table in plan.Tables)
        {
            text.Append($"\n{table.Name}\n");
            foreach (var (group, changes) in table.Groups)
            {
                text.Append($"  {Mark(group)} {group.Words()}\n");
                foreach (var change in changes)
                {
                    text.Append($"    {change.Rule}{(change.Stage == "execution" ? ", while it is carried out" : "")}: {change.Message}\n");
                }
            }
        }
        return text.Append($"\n{plan.Summary}\n").ToString();
    }

    private static string Mark(PlanGroup group) => group switch
    {
        PlanGroup.Rejected => "x",
        PlanGroup.DependsOnData => "?",
        PlanGroup.Disconnects => "!",
        PlanGroup.BreaksOldClients => "~",
        PlanGroup.NoWayBack => "<",
        _ => "+",
    };
}
