using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Migrations.Execution;

namespace SpacetimeSchema.Analyzers.Migrations;

/// <summary>
/// Why a second run changes rows. What causes a change is found by experiment: the second run again with the time and the random
/// numbers of the first, or with one column as it was before the first.
/// </summary>
internal sealed class Diagnosis(Trials trials, Markers markers, TableUses uses)
{
    private readonly Dictionary<SyntaxNode, MigrationFinding> _findings = [];

    public IReadOnlyCollection<MigrationFinding> Findings => _findings.Values;

    public void Diagnose()
    {
        foreach (var trial in trials.All)
        {
            foreach (var difference in trial.Differences)
            {
                if (!trial.IsMoved(difference) && WriteOf(difference, trial.Second) is { } write)
                {
                    var finding = new GuardDiagnosis(trials, markers, uses).Of(trial, write) ?? Of(trial, difference, write);
                    Add(finding);
                }
            }
        }
        if (_findings.Count == 0 && new GuardDiagnosis(trials, markers, uses).OfGuardAlone() is { } alone)
        {
            Add(alone);
        }
    }

    private void Add(MigrationFinding finding)
    {
        // The clearer of two findings at one place: values that show it beat those that are zero or empty.
        if (!_findings.ContainsKey(finding.Site))
        {
            _findings.Add(finding.Site, finding);
        }
    }

    private static TableWrite? WriteOf(RowDifference difference, Run run)
    {
        for (var i = run.Writes.Count - 1; i >= 0; i--)
        {
            var write = run.Writes[i];
            if (write.Table == difference.Table
                && (difference.After is { } after ? Values.AreEqual(write.After, after) : Values.AreEqual(write.Before, difference.Before)))
            {
                return write;
            }
        }
        return null;
    }

    private MigrationFinding Of(Trial trial, RowDifference difference, TableWrite write)
    {
        var table = difference.Table.Accessor;
        if (difference.Before is null)
        {
            var rows = trial.RowsOf(difference.Table);
            if (rows[1] == rows[2])
            {
                return difference.Table.AutoInc.Length > 0
                    ? Finding(FindingKind.InsertsAgain, write, Renumbered(table))
                    : Finding(FindingKind.Accumulates, write, $"each run puts rows of '{table}' under other keys");
            }
            var counts = string.Join(", then ", rows);
            return Finding(FindingKind.InsertsAgain, write, $"each run inserts rows into '{table}' again (rows: {counts})");
        }
        if (difference.After is null)
        {
            return Finding(FindingKind.Accumulates, write, $"each run deletes further rows of '{table}'");
        }
        var slots = difference.Slots().ToArray();
        if (slots.All(difference.Table.AutoInc.Contains))
        {
            return Finding(FindingKind.InsertsAgain, write, Renumbered(table));
        }
        var slot = slots.First(slot => !difference.Table.AutoInc.Contains(slot));
        var column = NameOf(difference.Table, slot);
        return OfColumn(trial, difference, write, slot, column) with { Column = column };
    }

    private static string Renumbered(string table) => $"each run deletes the rows of '{table}' and inserts them again under new ids";

    private MigrationFinding OfColumn(Trial trial, RowDifference difference, TableWrite write, int slot, string column)
    {
        var original = Original(trial.World.Database, difference);
        var witness = Witness.Of(
            column,
            difference.Table.FieldAt(slot)?.Type,
            original?.Slots[slot],
            difference.Before!.Slots[slot],
            difference.After!.Slots[slot],
            original is not null);
        if (Repeated(trial, difference, trial.First.Database, 1) is { } same
            && Values.AreEqual(same.Slots[slot], difference.Before.Slots[slot]))
        {
            return Finding(FindingKind.DiffersEachRun, write, $"'{column}' gets another value at every run: {witness}") with
            {
                ForeignSource = trial.Second.ForeignSource,
            };
        }
        if (original is not null)
        {
            for (var other = 0; other < original.Slots.Length; other++)
            {
                if (other != slot && !Values.AreEqual(original.Slots[other], difference.Before.Slots[other])
                    && Restores(trial, difference, original, other, slot))
                {
                    return Finding(
                        FindingKind.OverwritesSource,
                        write,
                        $"'{column}' is made from '{NameOf(difference.Table, other)}', which the first run has overwritten: {witness}");
                }
            }
        }
        return Finding(FindingKind.Accumulates, write, $"'{column}' is made from its own old value: {witness}");
    }

    /// <summary>Whether the second run would write the same again if one column were as it was before the first.</summary>
    private bool Restores(Trial trial, RowDifference difference, Instance original, int restored, int slot)
    {
        if (restored == difference.Table.PrimaryKey)
        {
            return false;
        }
        var database = trial.First.Database.Clone();
        var row = Values.CopyOf(difference.Before!);
        row.Slots[restored] = original.Slots[restored];
        database.Store(difference.Table).Replace(difference.Before!, row);
        return Repeated(trial, difference, database, 2) is { } result
            && Values.AreEqual(result.Slots[slot], difference.Before!.Slots[slot]);
    }

    private Instance? Repeated(Trial trial, RowDifference difference, DatabaseState database, int number)
    {
        var run = trials.Execute(database, trial.World.Arguments, number);
        return run.Committed ? Original(run.Database, difference) : null;
    }

    private static Instance? Original(DatabaseState database, RowDifference difference) =>
        difference.Table.PrimaryKey is >= 0 and var key ? database.Store(difference.Table).Find(key, difference.Before!.Slots[key]) : null;

    private static MigrationFinding Finding(FindingKind kind, TableWrite write, string reason) =>
        new(kind, write.Site, write.Syntax, write.Table, reason) { WriteKind = write.Kind };

    private static string NameOf(ModuleTable table, int slot) => table.FieldAt(slot)?.Name ?? "?";
}
