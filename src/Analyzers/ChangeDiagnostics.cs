using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers;

/// <summary>Makes diagnostics of the changes against one baseline.</summary>
/// <param name="isOneOfSeveral">Whether messages have to name the baseline.</param>
internal sealed class ChangeDiagnostics(Baseline baseline, bool isOneOfSeveral, ClientPolicy clients)
{
    private string? NamedBaseline => isOneOfSeveral ? baseline.FileName : null;

    public Diagnostic Create(SchemaChange change, Location location, string name)
    {
        var descriptor = ChangeRules.Of(change.Kind);
        return Diagnostic.Create(
            descriptor,
            location,
            SeverityOf(change, descriptor),
            change.Deployed is { } deployed ? [baseline.PlaceOf(deployed)] : null,
            ChangeProperties.Of(change, baseline.FileName),
            ChangeText.Arguments(change, name, baseline.FileName, isOneOfSeveral));
    }

    public Diagnostic Create(WayBackObstacle obstacle, Location location) => Diagnostic.Create(
        ClientRules.NoWayBack,
        location,
        ChangeProperties.Of(obstacle, baseline.FileName),
        WayBackText.Arguments(obstacle.Change, NamedBaseline));

    /// <summary>What only private tables suffer from hurts no client but the owner's.</summary>
    private DiagnosticSeverity SeverityOf(SchemaChange change, DiagnosticDescriptor descriptor)
    {
        var severity = descriptor.DefaultSeverity;
        if (descriptor.Category != Rule.ClientsCategory)
        {
            return severity;
        }
        if (change.IsPrivate && severity > DiagnosticSeverity.Hidden)
        {
            severity--;
        }
        return clients == ClientPolicy.Together && severity > DiagnosticSeverity.Info ? DiagnosticSeverity.Info : severity;
    }
}
