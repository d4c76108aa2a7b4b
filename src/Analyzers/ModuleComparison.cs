using System.Collections.Immutable;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers;

/// <summary>A module against all its baselines: every change, and what of them cannot be taken back.</summary>
internal sealed class ModuleComparison
{
    private readonly SourceSchema _source;
    private readonly EngineVersion _engine;
    private readonly ChangePlaces _places;
    private readonly (Baseline Baseline, ChangeDiagnostics Diagnostics, IReadOnlyList<SchemaChange> Changes)[] _compared;
    private readonly OnceOnly<ModuleFindings> _wayBack;

    public ModuleComparison(SourceSchema source, ImmutableArray<Baseline> baselines, EngineVersion engine, KnownTypes knownTypes, ClientPolicy clients, CancellationToken cancellation)
    {
        _source = source;
        _engine = engine;
        _places = new(source, knownTypes);
        _compared =
        [
            .. baselines.Select(baseline => (
                baseline,
                new ChangeDiagnostics(baseline, baselines.Length > 1, clients),
                SchemaComparer.Compare(baseline.Document.Schema!, SnapshotProjection.ToCurrent(baseline.Document.Form, baseline.Document.Schema!, source.Schema), engine, cancellation))),
        ];
        _wayBack = new(_ => FindWayBack());
        foreach (var (baseline, diagnostics, changes) in _compared)
        {
            foreach (var change in changes)
            {
                var place = _places.Of(change, baseline);
                Changes.Add(place, baseline, diagnostics.Create(change, place.Location, place.Name));
            }
        }
    }

    public ModuleFindings Changes { get; } = new();

    /// <summary>STS2011, compared when somebody asks for it.</summary>
    public ModuleFindings WayBack(CancellationToken cancellation) => _wayBack.Get(cancellation);

    private ModuleFindings FindWayBack()
    {
        var findings = new ModuleFindings();
        foreach (var (baseline, diagnostics, changes) in _compared)
        {
            var (deployed, current) = SnapshotProjection.ToWayBack(baseline.Document.Form, baseline.Document.Schema!, _source.Schema);
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
