using SpacetimeSchema.Analyzers.Migrations.Execution;

namespace SpacetimeSchema.Analyzers.Migrations;

/// <summary>Why the run-once guard of a reducer did not keep a second run from writing.</summary>
internal sealed class GuardDiagnosis(Trials trials, Markers markers, TableUses uses)
{
    /// <summary>Null where the reducer has no such guard, or where the write is not what it guards.</summary>
    public MigrationFinding? Of(Trial trial, TableWrite write)
    {
        var lookup = trial.Second.Lookups.Find(lookup => markers.IsMarker(lookup.Table))
            ?? trial.First.Lookups.Find(lookup => markers.IsMarker(lookup.Table));
        if (lookup is null)
        {
            return null;
        }
        var marker = lookup.Table.Accessor;
        var recorded = trial.First.Writes.Find(candidate => candidate.Table == lookup.Table && candidate.After is not null);
        var recordedKey = recorded is not null && lookup.Slot >= 0 ? recorded.After!.Slots[lookup.Slot] : null;
        var foundAtFirst = trial.First.Lookups.Exists(candidate =>
            candidate.Table == lookup.Table && candidate.Found && Values.AreEqual(candidate.Key, lookup.Key));
        var (defect, reason) =
            lookup.WritesBefore > 0 && write.Table != lookup.Table && trial.Second.Writes.IndexOf(write) < lookup.WritesBefore
                ? (GuardDefect.TooLate, $"'{marker}' is asked only after rows have been written")
            : foundAtFirst && recorded is null && GuardRow.Decides(trials, trial, lookup)
                ? (GuardDefect.Unchanged, $"{KeyText(lookup)} is looked up in '{marker}' for what its row says, and that is never written")
            : foundAtFirst && IsInverted(trial)
                ? (GuardDefect.Inverted, $"the rows are written exactly when {KeyText(lookup)} is already in '{marker}'")
            : recorded is null && !foundAtFirst
                ? Records(lookup.Table)
                    ? (GuardDefect.RecordedOnSomePaths,
                        $"{KeyText(lookup)} is recorded in '{marker}' only on some paths, and there is one that writes without it")
                    : (GuardDefect.NeverRecorded, $"{KeyText(lookup)} is looked up in '{marker}' but never recorded there")
            : recorded is not null && lookup.Key is not null
                && !trial.First.Writes.Exists(candidate =>
                    candidate.Table == lookup.Table && candidate.After is { } row && Values.AreEqual(row.Slots[lookup.Slot], lookup.Key))
                && !foundAtFirst
                ? (GuardDefect.OtherKey, $"{KeyText(lookup)} is looked up in '{marker}', but {Witness.TextOf(recordedKey)} is recorded")
            : lookup.Key is not null && recorded is not null
                && trial.First.Database.Clone().Store(lookup.Table).Find(lookup.Slot, lookup.Key) is null
                ? (GuardDefect.Undone, $"{KeyText(lookup)} is recorded in '{marker}' and deleted again")
            : Guarded(trial)
                ? (GuardDefect.None, "")
                : (GuardDefect.DoesNotStop, $"that {KeyText(lookup)} is in '{marker}' does not keep the rows from being written");
        return defect == GuardDefect.None
            ? null
            : new MigrationFinding(FindingKind.GuardFails, lookup.Site, write.Syntax, write.Table, reason)
            {
                Defect = defect,
                Guard = lookup,
                RecordedKey = recordedKey,
                WriteKind = write.Kind,
            };
    }

    /// <summary>
    /// A guard that is broken although no row shows it: what it guards is idempotent by itself, or the second run is stopped by the
    /// violation of the marker's key only.
    /// </summary>
    public MigrationFinding? OfGuardAlone()
    {
        foreach (var trial in trials.All)
        {
            // Another guard that does its work makes up for a broken one.
            if (trial.First.Writes.Find(write => !markers.IsMarker(write.Table)) is not { } work
                || trial.First.Lookups.Exists(lookup => IsRecorded(trial, lookup)))
            {
                continue;
            }
            foreach (var lookup in trial.First.Lookups)
            {
                if (lookup is { Key: not null, Found: false, Slot: >= 0 } && markers.IsMarker(lookup.Table)
                    && trial.First.Database.Clone().Store(lookup.Table).Find(lookup.Slot, lookup.Key) is null && Stops(lookup))
                {
                    var other = trial.First.Writes.Find(write => write.Table == lookup.Table && write.After is not null)
                        ?.After?.Slots[lookup.Slot];
                    if (other is not null || !Records(lookup.Table))
                    {
                        return Alone(lookup, work, other is null ? GuardDefect.NeverRecorded : GuardDefect.OtherKey, other is null
                            ? $"{KeyText(lookup)} is looked up in '{lookup.Table.Accessor}' but never recorded there"
                            : $"{KeyText(lookup)} is looked up in '{lookup.Table.Accessor}', but {Witness.TextOf(other)} is recorded") with
                            {
                                RecordedKey = other,
                            };
                    }
                }
            }
            if (trial.Second.Thrown?.EndsWith("UniqueConstraintViolationException", StringComparison.Ordinal) == true
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
                    $"{KeyText(asked)} is recorded in '{table.Accessor}' but never looked up: a second run does all of its work, and then fails at the record");
            }
        }
        return null;
    }

    private bool IsRecorded(Trial trial, TableLookup lookup) =>
        lookup is { Key: not null, Found: false, Slot: >= 0, WritesBefore: 0 } && markers.IsMarker(lookup.Table)
        && trial.First.Database.Clone().Store(lookup.Table).Find(lookup.Slot, lookup.Key) is not null;

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

    private static string KeyText(TableLookup lookup) => lookup.Key is null ? "a row" : Witness.TextOf(lookup.Key);

    /// <summary>Whether some code of the reducer records anything in the table.</summary>
    private bool Records(ModuleTable table) => uses.Has(table, "Insert") || uses.Has(table, "Update");

    /// <summary>Whether the second run wrote less than the first: then the guard does its work, for other writes than this.</summary>
    private bool Guarded(Trial trial)
    {
        return Writes(trial.Second) < Writes(trial.First);

        int Writes(Run run) => run.Writes.Count(write => !markers.IsMarker(write.Table));
    }

    /// <summary>Whether nothing is written in any world that lacks the marker.</summary>
    private bool IsInverted(Trial trial)
    {
        foreach (var other in trials.All)
        {
            if (other.First.Writes.Exists(write => !markers.IsMarker(write.Table))
                && !other.First.Lookups.Exists(lookup => markers.IsMarker(lookup.Table) && WasThere(other.First, lookup)))
            {
                return false;
            }
        }
        return trial.First.Writes.Count > 0;
    }

    /// <summary>
    /// Whether the row was found, and not missed before: a record of a version is made where there is none yet, and found then.
    /// </summary>
    private static bool WasThere(Run run, TableLookup lookup) =>
        lookup.Found && !run.Lookups.Exists(other => !other.Found && other.Table == lookup.Table && Values.AreEqual(other.Key, lookup.Key));
}
