using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>A database to try a reducer on, with the arguments to call it with.</summary>
/// <param name="Samples">What the rows are made of.</param>
/// <param name="Added">How many keys that the reducer looked for have been added to a plain world.</param>
internal sealed record World(DatabaseState Database, object?[] Arguments, Samples Samples, int Added);

/// <summary>
/// Makes the databases: full, without what the reducer inserts, empty, of one row a table, and each with the keys that it looked for.
/// </summary>
internal sealed class Worlds
{
    private const int Rows = 5;
    private const int SingleRows = 10;
    private const int MixedWorlds = 6;
    private const int MixedRows = 12;

    private readonly IReadOnlyList<ModuleTable> _tables;
    private readonly HashSet<ModuleTable> _targets;
    private readonly SampleRows _rows;
    private readonly IMethodSymbol _reducer;
    private readonly bool _feedsItself;
    private readonly Samples _texts;

    /// <summary>Null where the code would not tell them from other texts.</summary>
    private readonly Samples? _numerals;
    private readonly Samples? _joined;
    private readonly Samples _alike;
    private readonly Samples _marked;
    private readonly Samples _spread;

    public Worlds(Module module, TableUses uses, Constants constants, IMethodSymbol reducer, Predicate<ModuleTable> startsEmpty)
    {
        _tables = uses.Tables.ToArray();
        _reducer = reducer;
        _rows = new(uses.Singles);
        _targets = new(_tables.Where(table => uses.Has(table, "Insert") || startsEmpty(table)));
        _feedsItself = _targets.Any(table => uses.Has(table, "Iter"));
        _texts = new(module, constants, new(constants));
        _numerals = constants.ReadsNumbers ? new(module, constants, new(constants) { Numerals = true }) : null;
        _joined = constants is { ReadsNumbers: true, Separators.Count: > 1 }
            ? new(module, constants, new(constants) { Numerals = true, Joined = true })
            : null;
        _alike = new(module, constants, new(constants) { Alike = true });
        _marked = new(module, constants, new(constants) { Marked = true });
        _spread = new(module, constants, new(constants)) { MostReferred = MixedRows };
    }

    public IEnumerable<World> Plain()
    {
        yield return Make(Rows, isFresh: true, variation: 0, _texts);
        yield return Make(Rows, isFresh: false, variation: 0, _texts);
        yield return Make(0, isFresh: false, variation: 0, _texts);
        yield return Make(Rows + 1, isFresh: true, variation: 1, _texts);
        yield return Make(Rows + 1, isFresh: false, variation: 2, _texts);
        if (_numerals is not null)
        {
            yield return Make(Rows, isFresh: !_feedsItself, variation: 0, _numerals);
        }
        if (_joined is not null)
        {
            yield return Make(Rows, isFresh: !_feedsItself, variation: 0, _joined);
        }
        yield return Make(Rows, isFresh: true, RowChoices.Paired, _texts);
        yield return Make(Rows, isFresh: false, RowChoices.Paired, _texts);
        yield return Make(Rows - 1, isFresh: true, RowChoices.Twins, _texts);
        for (var choice = 0; choice < SingleRows; choice++)
        {
            yield return Single(choice, isFresh: true);
        }
        // What is made of the rows of its own table shows only where there are some.
        for (var choice = 0; choice < (_feedsItself ? SingleRows : 2); choice++)
        {
            yield return Single(choice, isFresh: false);
        }
        yield return Single(Samples.Blank, isFresh: true);
    }

    /// <summary>Many rows of all kinds, for code whose second run differs only for few of them.</summary>
    public IEnumerable<World> Further()
    {
        for (var world = 0; world < MixedWorlds; world++)
        {
            yield return Make(MixedRows, isFresh: !_feedsItself, RowChoices.Mixed + world, _texts);
        }
        yield return Make(MixedRows, isFresh: !_feedsItself, RowChoices.Crowded, _alike);
        yield return WithGaps(Make(MixedRows, isFresh: !_feedsItself, RowChoices.Mixed + MixedWorlds, _spread));
        yield return Make(Rows, isFresh: !_feedsItself, variation: 0, _marked);
        yield return Make(MixedRows, isFresh: !_feedsItself, RowChoices.Unset, _texts);
        yield return Make(MixedRows, isFresh: !_feedsItself, RowChoices.Blank, _texts);
    }

    /// <summary>The world with a row for a key that was looked for in vain; null where the table refuses it.</summary>
    /// <param name="choice">0 for a row that looks untouched (no flag, no optional value), 1 for one that looks done, further ones for
    /// other values.</param>
    public World? With(World world, TableLookup missed, int choice)
    {
        var database = world.Database.Clone();
        return _rows.TryInsert(database, missed, choice, world.Samples)
            ? world with { Database = database, Added = world.Added + 1 }
            : null;
    }

    private World Make(int rows, bool isFresh, int variation, Samples samples)
    {
        var database = new DatabaseState();
        foreach (var table in _tables)
        {
            var isTarget = _targets.Contains(table);
            var most = isTarget && isFresh ? 0 : _rows.HasOne(table) ? 1 : isTarget ? 3 : rows;
            for (var row = 0; row < Math.Min(rows, most); row++)
            {
                var number = row;
                _rows.TryInsert(database, table, row, column => RowChoices.Of(table, number, column, variation), samples);
            }
        }
        return new(database, Arguments(variation), samples, 0);
    }

    /// <summary>As after deletions: numbers are missing, and some rows refer to rows that are gone.</summary>
    private World WithGaps(World world)
    {
        foreach (var table in _tables.Where(static table => table.AutoInc.Length > 0))
        {
            var store = world.Database.Store(table);
            foreach (var row in store.Rows.Where(static (_, position) => position % 5 == 1).ToArray())
            {
                store.Delete(row);
            }
        }
        return world;
    }

    private World Single(int choice, bool isFresh)
    {
        var database = new DatabaseState();
        foreach (var table in _tables)
        {
            if (!isFresh || !_targets.Contains(table))
            {
                _rows.TryInsert(database, table, 0, _ => choice, _texts);
            }
        }
        return new(database, Arguments(choice), _texts, 0);
    }

    private object?[] Arguments(int choice) =>
        _reducer.Parameters.Skip(1).Select(parameter => _texts.ValueOf(parameter, choice)).ToArray();
}
