using SpacetimeSchema.Analyzers.Migrations.Execution;

namespace SpacetimeSchema.Analyzers.Migrations;

/// <summary>
/// Why a second run changes a column. What causes it is found by experiment: the second run again with the time and the random numbers of
/// the first, or with one column as it was before the first.
/// </summary>
internal sealed class ColumnDiagnosis(Trials trials, Trial trial, RowDifference difference, TableWrite write, int slot)
{
    private readonly Instance? _original = RowIn(trial.World.Database, difference);

    public MigrationFinding Find()
    {
        var column = NameOf(slot);
        var witness = Witness.Of(
            column,
            difference.Table.FieldAt(slot)?.Type,
            _original?.Slots[slot],
            difference.Before!.Slots[slot],
            difference.After!.Slots[slot],
            _original is not null);
        var (kind, reason) =
            Repeats(trial.First.Database, 1) ? (FindingKind.DiffersEachRun, $"'{column}' gets another value at every run: {witness}")
            : Source() is { } source
                ? (FindingKind.OverwritesSource, $"'{column}' is made from '{source}', which the first run has overwritten: {witness}")
            : (FindingKind.Accumulates, $"'{column}' is made from its own old value: {witness}");
        return Diagnosis.Finding(kind, write, reason) with
        {
            Column = column,
            ForeignSource = kind == FindingKind.DiffersEachRun ? trial.Second.ForeignSource : null,
        };
    }

    /// <summary>The column with whose old value the second run would write the same again.</summary>
    private string? Source()
    {
        for (var other = 0; other < _original?.Slots.Length; other++)
        {
            if (other != slot && other != difference.Table.PrimaryKey
                && !Values.AreEqual(_original.Slots[other], difference.Before!.Slots[other]) && Restores(other))
            {
                return NameOf(other);
            }
        }
        return null;
    }

    private bool Restores(int restored)
    {
        var database = trial.First.Database.Clone();
        var row = Values.CopyOf(difference.Before!);
        row.Slots[restored] = _original!.Slots[restored];
        database.Store(difference.Table).Replace(difference.Before!, row);
        return Repeats(database, 2);
    }

    /// <summary>Whether a run over the database leaves in the column what the first run has left there.</summary>
    private bool Repeats(DatabaseState database, int number) =>
        trials.Execute(database, trial.World.Arguments, number) is { Committed: true } run
        && RowIn(run.Database, difference) is { } row && Values.AreEqual(row.Slots[slot], difference.Before!.Slots[slot]);

    private static Instance? RowIn(DatabaseState database, RowDifference difference) =>
        difference.Table.PrimaryKey is >= 0 and var key ? database.Store(difference.Table).Find(key, difference.Before!.Slots[key]) : null;

    private string NameOf(int other) => difference.Table.FieldAt(other)?.Name ?? "?";
}
