using System.Collections.Immutable;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers;

/// <summary>A module, or a part of it, against all its baselines: every change, and what of them cannot be taken back.</summary>
internal sealed class ModuleComparison
{
    private readonly SourceSchema _source;
    private readonly EngineVersion _engine;
    private readonly ChangePlaces _places;
    private readonly (Baseline Baseline, ModuleSchema Deployed, ChangeDiagnostics Diagnostics, IReadOnlyList<SchemaChange> Changes)[] _compared;
    private readonly OnceOnly<ModuleFindings> _wayBack;

    /// <param name="deployed">Of each baseline what the source is compared with: all, or a part of it.</param>
    public ModuleComparison(
        SourceSchema source,
        IReadOnlyList<(Baseline Baseline, ModuleSchema Deployed)> deployed,
        ComparisonSettings settings,
        CancellationToken cancellation)
    {
        _source = source;
        _engine = settings.Engine;
        _places = new(source, settings.KnownTypes);
        _compared =
        [
            .. deployed.Select(pair => (
                pair.Baseline,
                pair.Deployed,
                new ChangeDiagnostics(pair.Baseline, deployed.Count > 1, settings.Severities),
                Changes: Compare(pair.Baseline, pair.Deployed, source.Schema, settings.Engine, cancellation))),
        ];
        _wayBack = new(_ => FindWayBack());
        foreach (var (baseline, _, diagnostics, changes) in _compared)
        {
            foreach (var change in changes)
            {
                var place = _places.Of(change, baseline);
                Changes.Add(place, baseline, diagnostics.Create(PassedOver.Explained(change, source), place.Location, place.Name));
            }
        }
    }

    public ModuleFindings Changes { get; } = new();

    /// <summary>STS2011, compared when somebody asks for it.</summary>
    public ModuleFindings WayBack(CancellationToken cancellation) => _wayBack.Get(cancellation);

    /// <summary>A whole module against all of each baseline.</summary>
    public static ModuleComparison OfModule(
        SourceSchema source, ImmutableArray<Baseline> baselines, ComparisonSettings settings, CancellationToken cancellation) =>
        new(source, [.. baselines.Select(static baseline => (baseline, baseline.Document.Schema!))], settings, cancellation);

    private static IReadOnlyList<SchemaChange> Compare(
        Baseline baseline, ModuleSchema deployed, ModuleSchema source, EngineVersion engine, CancellationToken cancellation)
    {
        var current = SnapshotProjection.ToCurrent(baseline.Document.Form, deployed, source);
        return baseline.Document.History.Accepted.Seen(
            SchemaComparer.Compare(deployed, current, engine, cancellation), deployed, current, engine);
    }

    private ModuleFindings FindWayBack()
    {
        var findings = new ModuleFindings();
        foreach (var (baseline, compared, diagnostics, changes) in _compared)
        {
            var (deployed, current) = SnapshotProjection.ToWayBack(baseline.Document.Form, compared, _source.Schema);
            foreach (var obstacle in Comparison.WayBack.Obstacles(deployed, current, changes, _engine))
            {
                if (!obstacle.IsMoot)
                {
                    var place = _places.Of(obstacle.Cause ?? obstacle.Change, baseline);
                    findings.Add(place, baseline, diagnostics.Create(obstacle, place.Location));
                }
            }
        }
        return findings;
    }
}
