using SpacetimeSchema.Analyzers.Migrations.Execution;

namespace SpacetimeSchema.Analyzers.Migrations;

/// <summary>A guard that looks not for a row but at what it says: a version, a flag.</summary>
internal static class GuardRow
{
    /// <summary>Whether another value in the row that was found keeps the reducer from its work.</summary>
    public static bool Decides(Trials trials, Trial trial, TableLookup lookup)
    {
        if (lookup is not { Key: { } key, Slot: >= 0 }
            || trial.World.Database.Clone().Store(lookup.Table).Find(lookup.Slot, key) is not { } row)
        {
            return false;
        }
        for (var slot = 0; slot < row.Slots.Length; slot++)
        {
            if (slot != lookup.Slot && Other(row.Slots[slot]) is { } other)
            {
                var edited = Values.CopyOf(row);
                edited.Slots[slot] = other;
                var database = trial.World.Database.Clone();
                database.Store(lookup.Table).Replace(row, edited);
                if (trials.Execute(database, trial.World.Arguments, 1) is { Committed: true, Writes.Count: 0 })
                {
                    return true;
                }
            }
        }
        return false;
    }

    private static object? Other(object? value) => value switch
    {
        bool truth => !truth,
        not null when Numbers.IsNumber(value) && value is not char => Numbers.Convert(100, Numbers.TypeOf(value), isChecked: false),
        _ => null,
    };
}
