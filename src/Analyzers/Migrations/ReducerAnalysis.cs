using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Migrations.Execution;

namespace SpacetimeSchema.Analyzers.Migrations;

/// <summary>What is found of one migration reducer by running it.</summary>
internal sealed class ReducerAnalysis
{
    public ReducerAnalysis(Module module, IMethodSymbol reducer, Markers markers, ReachableCode code, TableUses uses)
    {
        var constants = new Constants(code);
        Trials = new Trials(module, reducer, new Worlds(module, uses, constants, reducer, markers.IsMarker));
        var diagnosis = new Diagnosis(Trials, markers, uses, constants);
        diagnosis.Diagnose();
        var findings = new List<MigrationFinding>(diagnosis.Findings);
        if (findings.Count == 0 && ReplaySafety.Of(Trials, markers) is { } replay)
        {
            findings.Add(replay);
        }
        if (CallableByAnyone.Of(Trials, reducer, module) is { } callable)
        {
            findings.Add(callable);
        }
        Findings = findings;
        WaitsForMigration = findings.Exists(finding =>
            finding is { Defect: GuardDefect.Inverted or GuardDefect.Unchanged, Guard.Table: var marker } && !uses.Records(marker));
    }

    public Trials Trials { get; }

    public IReadOnlyCollection<MigrationFinding> Findings { get; }

    /// <summary>Whether it works only where a migration is recorded, and records none itself.</summary>
    public bool WaitsForMigration { get; }
}
