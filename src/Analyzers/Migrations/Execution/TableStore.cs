namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>The rows of one table, with the rules of the host: a set of rows, unique columns, sequences.</summary>
internal sealed class TableStore(ModuleTable table)
{
    private readonly List<Instance> _rows = [];
    private long _sequence;

    public ModuleTable Table { get; } = table;

    public IReadOnlyList<Instance> Rows => _rows;

    /// <summary>The rows as they are when the enumeration starts.</summary>
    public IEnumerable<object?> Iter()
    {
        foreach (var row in _rows.ToArray())
        {
            yield return Values.DeepCopy(row);
        }
    }

    public TableStore Clone()
    {
        var clone = new TableStore(Table) { _sequence = _sequence };
        clone._rows.AddRange(_rows);
        return clone;
    }

    public Instance Insert(Instance given)
    {
        var row = (Instance)Values.DeepCopy(given)!;
        foreach (var slot in Table.AutoInc)
        {
            if (row.Slots[slot] is { } value && Numbers.IsNumber(value) && Numbers.ToInteger(value).IsZero)
            {
                row.Slots[slot] = Numbers.Wrap(++_sequence, Numbers.TypeOf(value), isChecked: false);
            }
        }
        if (_rows.Exists(other => Values.AreEqual(other, row)))
        {
            return row;
        }
        foreach (var slot in Table.Unique)
        {
            if (Find(slot, row.Slots[slot]) is not null)
            {
                throw new ThrownException("SpacetimeDB.UniqueConstraintViolationException");
            }
        }
        _rows.Add(row);
        return row;
    }

    /// <summary>A row that is there has had its number from the sequence, most likely.</summary>
    public void CountPast(Instance row)
    {
        foreach (var slot in Table.AutoInc)
        {
            if (row.Slots[slot] is { } value && Numbers.IsNumber(value) && Numbers.ToInteger(value) is var number
                && number > _sequence && number < long.MaxValue)
            {
                _sequence = (long)number;
            }
        }
    }

    public Instance? Find(int slot, object? key) => _rows.Find(row => Values.AreEqual(row.Slots[slot], key));

    public bool Delete(Instance row) =>
        _rows.FindIndex(other => Values.AreEqual(other, row)) is >= 0 and var position && RemoveAt(position);

    public List<Instance> DeleteAll(Predicate<Instance> matches)
    {
        var deleted = _rows.FindAll(matches);
        _rows.RemoveAll(matches);
        return deleted;
    }

    /// <summary>The row that was there before.</summary>
    public Instance Update(int slot, Instance given)
    {
        var row = (Instance)Values.DeepCopy(given)!;
        var position = _rows.FindIndex(candidate => Values.AreEqual(candidate.Slots[slot], row.Slots[slot]));
        if (position < 0)
        {
            throw new ThrownException("SpacetimeDB.NoSuchRowException");
        }
        foreach (var unique in Table.Unique)
        {
            if (_rows.FindIndex(candidate => Values.AreEqual(candidate.Slots[unique], row.Slots[unique])) is >= 0 and var other
                && other != position)
            {
                throw new ThrownException("SpacetimeDB.UniqueConstraintViolationException");
            }
        }
        var before = _rows[position];
        _rows[position] = row;
        return before;
    }

    /// <summary>Puts a row in the place of another, past all rules: for experiments on the rows of a run.</summary>
    public void Replace(Instance before, Instance after)
    {
        var position = _rows.FindIndex(row => Values.AreEqual(row, before));
        if (position >= 0)
        {
            _rows[position] = after;
        }
    }

    private bool RemoveAt(int position)
    {
        _rows.RemoveAt(position);
        return true;
    }
}

/// <summary>All tables that the executed code has touched or that were seeded.</summary>
internal sealed class DatabaseState
{
    private readonly Dictionary<string, TableStore> _tables = new(StringComparer.Ordinal);

    public IEnumerable<TableStore> Tables => _tables.Values;

    public TableStore Store(ModuleTable table)
    {
        if (!_tables.TryGetValue(table.Accessor, out var store))
        {
            _tables.Add(table.Accessor, store = new(table));
        }
        return store;
    }

    public DatabaseState Clone()
    {
        var clone = new DatabaseState();
        foreach (var table in _tables)
        {
            clone._tables.Add(table.Key, table.Value.Clone());
        }
        return clone;
    }
}
