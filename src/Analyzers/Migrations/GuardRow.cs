using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Migrations.Execution;

namespace SpacetimeSchema.Analyzers.Migrations;

/// <summary>A guard that looks not for a row but at what it says: a version, a flag, a list of the steps that have run.</summary>
internal static class GuardRow
{
    /// <summary>Whether another value in the row that was found keeps the reducer from its work.</summary>
    public static bool Decides(Trials trials, Constants constants, Trial trial, TableLookup lookup)
    {
        if (lookup is not { Key: { } key, Slot: >= 0 }
            || trial.First.Database.Clone().Store(lookup.Table).Find(lookup.Slot, key) is not { } row)
        {
            return false;
        }
        for (var slot = 0; slot < row.Slots.Length; slot++)
        {
            if (slot != lookup.Slot && Other(row.Slots[slot], lookup.Table.FieldAt(slot)?.Type, constants) is { } other)
            {
                var edited = Values.CopyOf(row);
                edited.Slots[slot] = other;
                var database = trial.First.Database.Clone();
                database.Store(lookup.Table).Replace(row, edited);
                if (trials.Execute(database, trial.World.Arguments, 1) is { Committed: true, Writes.Count: 0 })
                {
                    return true;
                }
            }
        }
        return false;
    }

    /// <summary>What a run leaves in such a row: the first column that it changes there.</summary>
    public static string? Left(Run run, TableLookup lookup)
    {
        if (run.Writes.FindLast(write => write.Table == lookup.Table && write.After is not null) is not { After: { } after } last)
        {
            return null;
        }
        for (var slot = 0; slot < after.Slots.Length; slot++)
        {
            if (slot != lookup.Slot && last.Table.FieldAt(slot) is { } field
                && (last.Before is null || !Values.AreEqual(last.Before.Slots[slot], after.Slots[slot])))
            {
                return $"{field.Name} {Witness.TextOf(after.Slots[slot], field.Type)}";
            }
        }
        return null;
    }

    /// <summary>What would tell that all has run: of texts, all that the code names.</summary>
    private static object? Other(object? value, ITypeSymbol? type, Constants constants) => value switch
    {
        bool truth => !truth,
        string => string.Join(constants.Separators.FirstOrDefault()?.ToString() ?? ",", constants.All.OfType<string>()),
        List<object?> when type is INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_String }] } =>
            constants.All.OfType<string>().ToList<object?>(),
        not null when Numbers.IsNumber(value) && value is not char => Numbers.Convert(100, Numbers.TypeOf(value), isChecked: false),
        _ => null,
    };
}
