using SpacetimeSchema.Analyzers.Comparison;

namespace SpacetimeSchema.Analyzers.Rules;

/// <summary>What publish does with a change, behind the word "publish", for the rules whose changes do not all come to the same.</summary>
internal static class PublishConsequence
{
    /// <summary>Null where the message of the rule says it.</summary>
    public static string? Of(SchemaChange change) =>
        change.Kind == ChangeKind.PolicyChanged ? OfPolicy(change)
        : ChangeRules.Of(change.Kind) == PublishRules.RefusedModule ? OfRefused(change)
        : null;

    private static string OfPolicy(SchemaChange change) => change.Publish switch
    {
        PublishVerdict.Rejected => "will reject it",
        PublishVerdict.DataDependent =>
            $"{(change.Disconnects ? "disconnects every client, " : "")}removes the old tables, which fails unless they are empty, and adds new ones without rows",
        _ => "disconnects every client",
    };

    private static string OfRefused(SchemaChange change) => (change.Publish, change.Stage) switch
    {
        (PublishVerdict.Rejected, PublishStage.Plan) => "will reject it",
        (PublishVerdict.Rejected, _) => "accepts the plan and then fails to carry it out",
        _ => "lets it pass, and the next one will fail",
    };
}
