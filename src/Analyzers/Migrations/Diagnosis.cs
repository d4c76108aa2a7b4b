using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Migrations.Execution;

namespace SpacetimeSchema.Analyzers.Migrations;

/// <summary>Why a second run changes rows.</summary>
internal sealed class Diagnosis(Trials trials, Markers markers, TableUses uses, Constants constants)
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
                    var finding = new GuardDiagnosis(trials, markers, uses, constants).Of(trial, write) ?? Of(trial, difference, write);
                    Add(finding);
                }
            }
        }
        if (_findings.Count == 0 && (new BrokenGuards(trials, markers, uses).Find() ?? RefusedInserts.Find(trials)) is { } alone)
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
        return new ColumnDiagnosis(trials, trial, difference, write, slot).Find();
    }

    private static string Renumbered(string table) => $"each run deletes the rows of '{table}' and inserts them again under new ids";

    public static MigrationFinding Finding(FindingKind kind, TableWrite write, string reason) =>
        new(kind, write.Site, write.Syntax, write.Table, reason) { WriteKind = write.Kind };
}
