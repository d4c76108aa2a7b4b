using SpacetimeSchema.Analyzers.Migrations.Execution;

namespace SpacetimeSchema.Analyzers.Migrations;

/// <summary>
/// A second run that fails at a row of its own: the first run inserted another under the same key. What is thrown by the module itself is
/// how it refuses to run again, and no finding.
/// </summary>
internal static class RefusedInserts
{
    public static MigrationFinding? Find(Trials trials)
    {
        foreach (var trial in trials.All)
        {
            if (EndsInViolation(trial.Second) && trial.Second.Refused is { Table: var table, After: { } row } refused
                && TakenIn(trial.First, table, row) is { } slot)
            {
                var column = table.RowType.MemberAt(slot)?.Name;
                return Diagnosis.Finding(
                    FindingKind.InsertsAgain,
                    refused,
                    $"a second run fails at its insert into '{table.Accessor}', for {column} {Witness.TextOf(row.Slots[slot])} is there "
                        + "with other values");
            }
        }
        return null;
    }

    public static bool EndsInViolation(Run run) =>
        run.Thrown?.EndsWith("UniqueConstraintViolationException", StringComparison.Ordinal) == true;

    /// <summary>The unique column whose value the first run wrote.</summary>
    private static int? TakenIn(Run first, ModuleTable table, Instance row) => table.Unique
        .Where(slot => first.Writes.Exists(write => write.Table == table && write.After is { } written
            && Values.AreEqual(written.Slots[slot], row.Slots[slot])))
        .Min(static slot => (int?)slot);
}
