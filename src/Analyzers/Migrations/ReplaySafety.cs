using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Migrations.Execution;

namespace SpacetimeSchema.Analyzers.Migrations;

/// <summary>
/// Whether a run after later edits leaves those edits alone: after the first run, what it wrote is edited, and it runs again.
/// </summary>
internal static class ReplaySafety
{
    public static MigrationFinding? Of(Trials trials, Markers markers)
    {
        foreach (var trial in trials.All)
        {
            foreach (var write in trial.First.Writes)
            {
                if (write is { Kind: WriteKind.Update, Before: { } before, After: { } after } && !markers.IsMarker(write.Table)
                    && write.Table.PrimaryKey >= 0)
                {
                    for (var slot = 0; slot < after.Slots.Length; slot++)
                    {
                        if (!Values.AreEqual(before.Slots[slot], after.Slots[slot])
                            && Edited(before.Slots[slot], after.Slots[slot], write.Table.FieldAt(slot)?.Type) is { } edit
                            && Overwrites(trials, trial, write, slot, edit) is { } finding)
                        {
                            return finding;
                        }
                    }
                }
            }
        }
        return null;
    }

    private static MigrationFinding? Overwrites(Trials trials, Trial trial, TableWrite write, int slot, object edit)
    {
        var database = trial.First.Database.Clone();
        var key = write.After!.Slots[write.Table.PrimaryKey];
        if (database.Store(write.Table).Find(write.Table.PrimaryKey, key) is not { } row)
        {
            return null;
        }
        var edited = Values.CopyOf(row);
        edited.Slots[slot] = edit;
        database.Store(write.Table).Replace(row, edited);
        var run = trials.Execute(database, trial.World.Arguments, 3);
        if (!run.Committed || run.Database.Store(write.Table).Find(write.Table.PrimaryKey, key) is not { } result
            || Values.AreEqual(result.Slots[slot], edit))
        {
            return null;
        }
        var field = write.Table.FieldAt(slot);
        var (column, type) = (field?.Name, field?.Type);
        return new(FindingKind.NotReplaySafe, write.Site, write.Syntax, write.Table,
            $"a later run undoes later edits: '{column}' {Witness.TextOf(edit, type)} becomes "
                + $"{Witness.TextOf(result.Slots[slot], type)} again")
        {
            Column = column,
            WriteKind = write.Kind,
        };
    }

    /// <summary>What somebody might write there later; flags are what guards look at, and nobody edits those.</summary>
    private static object? Edited(object? before, object? after, ITypeSymbol? type) => after switch
    {
        string => "edited",
        not null when Witness.EnumOf(type) is { } members => members.GetMembers().OfType<IFieldSymbol>()
            .LastOrDefault(member => member.HasConstantValue && !Equals(member.ConstantValue, after) && !Equals(member.ConstantValue, before))
            ?.ConstantValue,
        not null when Numbers.IsNumber(after) && after is not char => Numbers.Convert(77, Numbers.TypeOf(after), isChecked: false),
        _ => null,
    };
}
