using SpacetimeSchema.Analyzers.Migrations.Execution;

namespace SpacetimeSchema.Analyzers.Migrations;

/// <summary>
/// Guards that are broken although no row shows it: what they guard is idempotent by itself, or the second run is stopped by the violation
/// of the marker's key only.
/// </summary>
internal sealed class BrokenGuards(Trials trials, Markers markers, TableUses uses)
{
    public MigrationFinding? Find()
    {
        foreach (var trial in trials.All)
        {
            // Another guard that does its work makes up for a broken one.
            if (trial.First.Writes.Find(write => !markers.IsMarker(write.Table)) is not { } work
                || trial.First.Lookups.Exists(lookup => lookup.WritesBefore == 0 && IsGuard(lookup) && IsRecorded(trial, lookup)))
            {
                continue;
            }
            foreach (var lookup in trial.First.Lookups)
            {
                if (IsGuard(lookup) && !IsRecorded(trial, lookup) && Stops(lookup))
                {
                    var other = trial.First.Writes.Find(write => write.Table == lookup.Table && write.After is not null)
                        ?.After?.Slots[lookup.Slot];
                    if (other is not null || !uses.Records(lookup.Table))
                    {
                        return Alone(lookup, work, other is null ? GuardDefect.NeverRecorded : GuardDefect.OtherKey, other is null
                            ? $"{GuardDiagnosis.KeyText(lookup)} is looked up in '{lookup.Table.Accessor}' but never recorded there"
                            : $"{GuardDiagnosis.KeyText(lookup)} is looked up in '{lookup.Table.Accessor}', but {Witness.TextOf(other)} is recorded") with
                            {
                                RecordedKey = other,
                            };
                    }
                }
            }
            if (RefusedInserts.EndsInViolation(trial.Second)
                && trial.First.Writes.Find(write =>
                    markers.IsMarker(write.Table) && write.After is not null) is { Table: { PrimaryKey: >= 0 } table } record
                && !trial.Second.Lookups.Exists(lookup => lookup.Table == table))
            {
                var key = record.After!.Slots[table.PrimaryKey];
                var asked = new TableLookup(table, table.PrimaryKey, key, false, record.Site, record.Syntax, 0);
                return Alone(
                    asked,
                    work,
                    GuardDefect.NeverAsked,
                    $"{GuardDiagnosis.KeyText(asked)} is recorded in '{table.Accessor}' but never looked up: a second run does all of its work, and then fails at the record");
            }
        }
        return null;
    }

    private bool IsGuard(TableLookup lookup) =>
        lookup is { Key: not null, Found: false, Slot: >= 0 } && markers.IsMarker(lookup.Table);

    private static bool IsRecorded(Trial trial, TableLookup lookup) =>
        trial.First.Database.Clone().Store(lookup.Table).Find(lookup.Slot, lookup.Key!) is not null;

    private static MigrationFinding Alone(TableLookup lookup, TableWrite work, GuardDefect defect, string reason) =>
        new(FindingKind.GuardFails, lookup.Site, work.Syntax, work.Table, reason)
        {
            Defect = defect,
            Guard = lookup,
            WriteKind = work.Kind,
        };

    /// <summary>Whether a row of that key keeps the reducer from its work.</summary>
    private bool Stops(TableLookup lookup) => trials.Firsts.Exists(run =>
        run.Lookups.Exists(other => other.Found && other.Table == lookup.Table && Values.AreEqual(other.Key, lookup.Key))
        && (run.Thrown is not null || !run.Writes.Exists(write => !markers.IsMarker(write.Table))));
}
