using System.Collections.Immutable;
using SpacetimeSchema.Analyzers.Comparison;

namespace SpacetimeSchema.Analyzers.Rules;

/// <summary>
/// What a finding tells to tools and fixes. The names and words are a contract (docs/finding-properties.md), but for those of the fixes.
/// </summary>
internal static class ChangeProperties
{
    /// <summary>The planner's name of the error or step, else a name of ours.</summary>
    public const string Change = "change";

    /// <summary><c>rejected</c>, <c>data-dependent</c> or <c>allowed</c>.</summary>
    public const string Publish = "publish";

    /// <summary><c>true</c> where the plan disconnects every client, else <c>false</c>.</summary>
    public const string Disconnects = "disconnects";

    /// <summary><c>plan</c> or <c>execution</c>.</summary>
    public const string Stage = "stage";

    /// <summary>Canonical names: <c>table.column;table</c>.</summary>
    public const string Affects = "affects";

    /// <summary>The file name of the snapshot.</summary>
    public const string Baseline = "baseline";

    /// <summary>
    /// Of a change that cannot be taken back: <c>rejected</c> or <c>data-dependent</c>, as publish would treat the module before it.
    /// </summary>
    public const string WayBack = "wayBack";

    /// <summary>All errors of the planner that the finding stands for: <c>RemoveColumn player.name;ReorderTable player</c>.</summary>
    public const string Errors = "errors";

    /// <summary>What the changed thing was and is: a name, a type, a layout; empty where it was not or is no longer there.</summary>
    public const string Old = "old";

    public const string New = "new";

    /// <summary>The kind of change, for fixes: a <see cref="ChangeKind"/>.</summary>
    public const string Kind = "kind";

    /// <summary>The element that was edited, for fixes: its owner and its member.</summary>
    public const string Owner = "owner";

    public const string Member = "member";

    /// <summary>What the owner was called when it was deployed, for fixes; empty where it was not.</summary>
    public const string DeployedOwner = "deployedOwner";

    /// <summary>The fields of all new columns of the table, for fixes: <c>Score;Level</c>.</summary>
    public const string NewColumns = "newColumns";

    public static ImmutableDictionary<string, string?> Of(SchemaChange change, string baseline)
    {
        var properties = ImmutableDictionary.CreateBuilder<string, string?>();
        properties[Change] = change.Planner;
        properties[Publish] = Word(change.Publish);
        properties[Disconnects] = change.Disconnects ? "true" : "false";
        properties[Stage] = StageOf(change);
        properties[Affects] = string.Join(";", change.Affects);
        properties[Baseline] = baseline;
        properties[Errors] = string.Join(";", change.Errors);
        properties[Kind] = change.Kind.ToString();
        properties[Owner] = change.Subject.Owner;
        properties[Member] = change.Subject.Member;
        properties[DeployedOwner] = change.Deployed?.Owner;
        properties[NewColumns] = string.Join(";", change.NewColumns);
        properties[Old] = change.Old;
        properties[New] = change.New;
        return properties.ToImmutable();
    }

    /// <summary>
    /// Of the change that cannot be taken back: what publish does with it, and the error or step that the way back would be.
    /// </summary>
    public static ImmutableDictionary<string, string?> Of(WayBackObstacle obstacle, string baseline)
    {
        var (cause, change) = (obstacle.Cause ?? obstacle.Change, obstacle.Change);
        var properties = ImmutableDictionary.CreateBuilder<string, string?>();
        properties[Change] = change.Planner;
        properties[Publish] = Word(obstacle.Cause?.Publish ?? PublishVerdict.Allowed);
        properties[Disconnects] = obstacle.Cause?.Disconnects == true ? "true" : "false";
        properties[Stage] = StageOf(change);
        properties[WayBack] = Word(change.Publish);
        properties[Affects] = string.Join(";", cause.Affects.Concat(change.Affects).Distinct());
        properties[Baseline] = baseline;
        properties[Errors] = string.Join(";", change.Errors);
        properties[Owner] = cause.Subject.Owner;
        properties[Member] = cause.Subject.Member;
        return properties.ToImmutable();
    }

    private static string StageOf(SchemaChange change) => change.Stage == PublishStage.Execution ? "execution" : "plan";

    private static string Word(PublishVerdict verdict) => verdict switch
    {
        PublishVerdict.Rejected => "rejected",
        PublishVerdict.DataDependent => "data-dependent",
        _ => "allowed",
    };
}
