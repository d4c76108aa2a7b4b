using SpacetimeSchema.Analyzers.Migrations.Execution;

namespace SpacetimeSchema.Analyzers.Migrations;

/// <summary>Why the run-once guard of a reducer did not keep a second run from writing.</summary>
internal sealed class GuardDiagnosis(Trials trials, Markers markers, TableUses uses, Constants constants)
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
        var saysWhat = $"{KeyText(lookup)} is looked up in '{marker}' for what its row says, and ";
        var isRow = new Lazy<bool>(() => GuardRow.Decides(trials, constants, trial, lookup));
        var (defect, reason) =
            lookup.WritesBefore > 0 && write.Table != lookup.Table && trial.Second.Writes.IndexOf(write) < lookup.WritesBefore
                ? (GuardDefect.TooLate, $"'{marker}' is asked only after rows have been written")
            : foundAtFirst && recorded is null && isRow.Value ? (GuardDefect.Unchanged, saysWhat + "that is never written")
            : foundAtFirst && !isRow.Value && IsInverted(trial)
                ? (GuardDefect.Inverted, $"the rows are written exactly when {KeyText(lookup)} is already in '{marker}'")
            : recorded is null && !foundAtFirst
                ? uses.Records(lookup.Table)
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
            : isRow.Value && GuardRow.Left(trial.First, lookup) is { } left
                ? (GuardDefect.DoesNotStop, saysWhat + $"what the first run leaves there ({left}) does not stop the second")
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

    /// <summary>What a guard asks for.</summary>
    public static string KeyText(TableLookup lookup) => lookup.Key is null ? "a row" : Witness.TextOf(lookup.Key);

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
