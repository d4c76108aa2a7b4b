using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers;

/// <summary>Makes diagnostics of the changes against one baseline.</summary>
/// <param name="isOneOfSeveral">Whether messages have to name the baseline.</param>
internal sealed class ChangeDiagnostics(Baseline baseline, bool isOneOfSeveral, SeverityPolicy severities)
{
    private string? NamedBaseline => isOneOfSeveral ? baseline.FileName : null;

    public Diagnostic Create(SchemaChange change, Location location, string name)
    {
        var descriptor = ChangeRules.Of(change.Kind);
        return Diagnostic.Create(
            descriptor,
            location,
            severities.Of(change, descriptor),
            change.Deployed is { } deployed ? [baseline.PlaceOf(deployed)] : null,
            ChangeProperties.Of(change, baseline.FileName),
            ChangeText.Arguments(change, name, baseline.FileName, isOneOfSeveral));
    }

    public Diagnostic Create(WayBackObstacle obstacle, Location location) => Diagnostic.Create(
        ClientRules.NoWayBack,
        location,
        ChangeProperties.Of(obstacle, baseline.FileName),
        WayBackText.Arguments(obstacle.Change, NamedBaseline));
}
