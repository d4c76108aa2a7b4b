using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>A reducer run twice over one world, where the first run committed.</summary>
/// <param name="Differences">What the second run changed after the first; empty where it threw.</param>
internal sealed record Trial(World World, Run First, Run Second, IReadOnlyList<RowDifference> Differences)
{
    /// <summary>How many rows the table has before the first run, after it, and after the second.</summary>
    public int[] RowsOf(ModuleTable table) =>
        [.. new[] { World.Database, First.Database, Second.Database }.Select(database => database.Clone().Store(table).Rows.Count)];

    /// <summary>Whether a row that is gone has only gone to another key: what it has become is a difference too.</summary>
    public bool IsMoved(RowDifference difference) =>
        difference.After is null && Differences.Any(other => other.Table == difference.Table && other.Before is null)
        && RowsOf(difference.Table) is [_, var first, var second] && first == second;
}

/// <summary>Runs a reducer twice over each of its worlds, as long as the fuel lasts.</summary>
internal sealed class Trials
{
    private const int FuelOfAllRuns = 400_000;
    private const int MostKeyWorlds = 32;
    private const int ChoicesOfOneKey = 3;
    private const int ChoicesOfTheOnlyKey = 6;
    private const int MostKeysOfOneRun = 4;

    private readonly Module _module;
    private readonly IMethodSymbol _reducer;
    private readonly Worlds _worlds;
    private readonly HashSet<(string Table, int Slot, object? Key, int Choice)> _tried = [];
    private int _keyWorlds;

    public Trials(Module module, IMethodSymbol reducer, Worlds worlds)
    {
        _module = module;
        _reducer = reducer;
        _worlds = worlds;
        foreach (var world in worlds.Plain())
        {
            Try(world);
        }
        foreach (var world in All.Exists(static trial => trial.Differences.Count > 0) ? [] : worlds.Further())
        {
            Try(world);
        }
        IsLost = All.Count == 0;
    }

    public List<Trial> All { get; } = [];

    /// <summary>Every first run that was followed to its end, also where it threw.</summary>
    public List<Run> Firsts { get; } = [];

    /// <summary>Whether no run could be followed to its end.</summary>
    public bool IsLost { get; }

    /// <summary>Why a run was lost, for those who want to know.</summary>
    public string? LostAt { get; private set; }

    /// <summary>All work done, in evaluated operations.</summary>
    public int FuelUsed { get; private set; }

    /// <summary>One more run over a copy of a database.</summary>
    public Run Execute(
        DatabaseState database, object?[] arguments, int number, Special? sender = null, Dictionary<ISymbol, object?>? memory = null)
    {
        _module.Cancellation.ThrowIfCancellationRequested();
        var run = new Run(database.Clone(), number) { Sender = sender ?? Run.Owner };
        if (FuelUsed > FuelOfAllRuns)
        {
            run.LostAt = "fuel";
            return run;
        }
        foreach (var field in memory ?? [])
        {
            run.Memory.Add(field.Key, field.Value);
        }
        new Interpreter(_module, run, _reducer).Execute(arguments.Select(Values.DeepCopy).ToArray());
        FuelUsed += run.FuelUsed;
        LostAt ??= run.LostAt;
        return run;
    }

    private void Try(World world)
    {
        var first = Execute(world.Database, world.Arguments, 1);
        if (first.LostAt is null)
        {
            Firsts.Add(first);
        }
        if (first.Committed)
        {
            // What only the memory of the module holds, the next run may find or not: after an update of the module it is gone.
            if (!TryAgain(world, first, null) && first.Memory.Count > 0)
            {
                TryAgain(world, first, first.Memory);
            }
        }
        foreach (var (missed, choice) in Missed(first, world))
        {
            if (_keyWorlds < MostKeyWorlds
                && _tried.Add(
                    (missed.Table.Accessor, missed.Slot, missed.Key
                        ?? new TupleValue(missed.Columns.Select(static column => column.Key).ToArray()), (choice * 8 + world.Added) * 2
                            + (world.Samples.Numerals ? 1 : 0))) && _worlds.With(world, missed, choice) is { } added)
            {
                _keyWorlds++;
                Try(added);
            }
        }
    }

    /// <summary>Whether the second run changed rows again.</summary>
    private bool TryAgain(World world, Run first, Dictionary<ISymbol, object?>? memory)
    {
        var second = Execute(first.Database, world.Arguments, 2, memory: memory);
        if (second.LostAt is not null)
        {
            return false;
        }
        var trial = new Trial(world, first, second, second.Committed ? RowDifference.Between(first.Database, second.Database) : []);
        All.Add(trial);
        return trial.Differences.Count > 0;
    }

    /// <summary>Keys that the reducer looked for in vain; a row that looks done as well, where the world is a plain one.</summary>
    private static IEnumerable<(TableLookup Missed, int Choice)> Missed(Run run, World world)
    {
        var missed = world.Added < 4
            ? run.Lookups.Where(static lookup => !lookup.Found && (lookup.Key is not null || lookup.Columns.Count > 0))
                .Take(MostKeysOfOneRun).ToArray()
            : [];
        foreach (var lookup in missed)
        {
            for (var choice = 0; choice < (missed.Length == 1 && world.Added == 0 ? ChoicesOfTheOnlyKey
                : world.Added < 2 ? ChoicesOfOneKey
                : 1); choice++)
            {
                yield return (lookup, choice);
            }
        }
    }
}
