using System.Text;

namespace SpacetimeSchema.Build.Plan;

/// <summary>The plan for a console.</summary>
internal static class TextPlan
{
    public static string Of(SchemaPlan plan)
    {
        var text = new StringBuilder($"Schema plan against {plan.Baseline}\n");
        var subject = "";
        foreach (var change in plan.Changes)
        {
            if (change.Subject != subject)
            {
                subject = change.Subject;
                text.Append($"\n{subject}\n");
            }
            text.Append($"  {Mark(change.Verdict)} {change.Rule} {SchemaPlan.Words(change.Verdict)}{(change.Stage == "execution" ? ", while it is carried out" : "")}\n");
            text.Append($"    {change.Message}\n");
        }
        return text.Append($"\n{plan.Summary}\n").ToString();
    }

    private static string Mark(PlanVerdict verdict) => verdict switch
    {
        PlanVerdict.Rejected => "x",
        PlanVerdict.DataDependent => "?",
        PlanVerdict.Disconnects => "!",
        _ => "+",
    };
}
