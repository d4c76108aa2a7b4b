using SpacetimeSchema.Analyzers.Json;

namespace SpacetimeSchema.Build.Plan;

/// <summary>The plan for tools: <c>docs/schema-plan.schema.json</c>.</summary>
internal static class JsonPlan
{
    public static string Of(SchemaPlan plan)
    {
        var changes = string.Join(",\n", plan.Changes.Select(static change => $"    {Change(change)}"));
        return $$"""
            {
              "baseline": {{JsonWriter.Quote(plan.Baseline)}},
              "engine": {{JsonWriter.Quote(plan.Engine.ToString())}},
              "rules": {{JsonWriter.Quote(plan.Rules.ToString())}},
              "verdict": {{JsonWriter.Quote(Word(plan.Verdict))}},
              "summary": {{JsonWriter.Quote(plan.Summary)}},
              "changes": [{{(changes.Length == 0 ? "]" : $"\n{changes}\n  ]")}},
              "accepted": {{AcceptedSection.Json(plan.Accepted)}}
            }

            """.Replace("\r\n", "\n");
    }

    private static string Change(PlannedChange change)
    {
        string[] members =
        [
            $"\"table\": {JsonWriter.Quote(change.Subject)}",
            $"\"group\": {JsonWriter.Quote(change.Group.Key())}",
            $"\"rule\": {JsonWriter.Quote(change.Rule)}",
            $"\"change\": {JsonWriter.Quote(change.Change)}",
            $"\"verdict\": {JsonWriter.Quote(Word(change.Verdict))}",
            $"\"stage\": {JsonWriter.Quote(change.Stage)}",
            $"\"affects\": [{string.Join(", ", change.Affects.Select(JsonWriter.Quote))}]",
            $"\"path\": {JsonWriter.Quote(change.Path)}",
            $"\"line\": {change.Line}",
            $"\"message\": {JsonWriter.Quote(change.Message)}",
        ];
        return $"{{ {string.Join(", ", members)} }}";
    }

    private static string Word(PlanVerdict verdict) => verdict switch
    {
        PlanVerdict.Rejected => "rejected",
        PlanVerdict.DataDependent => "data-dependent",
        PlanVerdict.Disconnects => "disconnects",
        _ => "allowed",
    };
}
