using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.CodeFixes.Attributes;

/// <summary>
/// Lets a table be what it is in the database by what its attribute says: its name there, its access, its event flag, its schedule.
/// </summary>
internal sealed class TableAttributeCodeFix : SchemaCodeFix
{
    public const string NameKey = "KeepTableName";

    public const string AccessKey = "RestoreAccess";

    public const string EventKey = "RestoreEventFlag";

    public const string ScheduleKey = "RestoreSchedule";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        DataRules.TableRenamed.Id, PublishRules.EventFlagChanged.Id, PublishRules.ScheduleChanged.Id, ClientRules.MadePrivate.Id);

    /// <summary>What was hidden on purpose is shown again by nobody's <c>dotnet format</c>.</summary>
    public override bool CanFixAll(string key) => key != AccessKey;

    public override Task<IReadOnlyList<Proposal>> ProposeAsync(Finding finding, CancellationToken cancellation)
    {
        if (finding.Source.Tables.FirstOrDefault(table => table.Schema.Name == finding.Owner) is not { } edited
            || edited.Attribute.Syntax(finding.Root) is not { } attribute)
        {
            return Only(null);
        }
        var name = edited.Schema.Accessor ?? edited.RowType.Name;
        return Only(finding.Kind switch
        {
            ChangeKind.TableRenamed =>
                Propose($"Keep the name '{finding.Old}' in the database", NameKey, attribute.WithArgument("Name", $"\"{finding.Old}\"")),
            ChangeKind.TableMadePrivate =>
                Propose($"Make table '{name}' public again", AccessKey, attribute.WithArgument("Public", "true")),
            ChangeKind.EventFlagChanged when finding.Deployed.Table(finding.Owner)?.IsEvent == true =>
                Propose($"Make '{name}' an event table again", EventKey, attribute.WithArgument("Event", "true")),
            ChangeKind.EventFlagChanged =>
                Propose($"Make '{name}' a table that stores rows again", EventKey, attribute.WithoutArgument("Event")),
            ChangeKind.ScheduleAdded =>
                Propose($"Remove the schedule of '{name}'", ScheduleKey, attribute.WithoutArgument("Scheduled")),
            ChangeKind.ScheduleRemoved or ChangeKind.ScheduleChanged => RestoreSchedule(),
            _ => null,
        });

        Proposal Propose(string title, string key, AttributeSyntax changed) =>
            new(title, key, finding.With(finding.Root.ReplaceNode(attribute, changed)));

        Proposal? RestoreSchedule()
        {
            if (finding.Deployed.Table(finding.Owner) is not { Schedule: { } schedule } table
                || finding.Source.Schema.Function(schedule.Function) is not { SourceName: { } method } function
                || (finding.Deployed.Function(schedule.Function) is { } deployed && deployed.Kind != function.Kind)
                || edited.Schema.Column(schedule.AtColumn) is null)
            {
                return null;
            }
            var at = table.Column(schedule.AtColumn)?.SourceName;
            var changed = attribute.WithArgument("Scheduled", $"\"{method}\"");
            return Propose(
                $"Restore the schedule of '{name}': '{method}'",
                ScheduleKey,
                at is null or "ScheduledAt" ? changed.WithoutArgument("ScheduledAt") : changed.WithArgument("ScheduledAt", $"\"{at}\""));
        }
    }
}
