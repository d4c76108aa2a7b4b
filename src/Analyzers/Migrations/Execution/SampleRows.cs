namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Makes the rows of sample databases.</summary>
internal sealed class SampleRows(SingleRows singles)
{
    /// <summary>Whether the code takes it for a table of one row.</summary>
    public bool HasOne(ModuleTable table) => singles.Has(table);

    /// <param name="row">How many rows the table was given before.</param>
    /// <param name="choice">Which of its sample values a column gets.</param>
    public void TryInsert(DatabaseState database, ModuleTable table, int row, Func<int, int> choice, Samples samples)
    {
        try
        {
            database.Store(table).Insert(Row(table, row, choice, samples));
        }
        catch (ThrownException)
        {
            // Few values fit into a unique column of bool or of a small enum: such a table stays short.
        }
    }

    /// <summary>A row for a key that was looked for; false where the table refuses it.</summary>
    public bool TryInsert(DatabaseState database, TableLookup missed, int choice, Samples samples)
    {
        var store = database.Store(missed.Table);
        var row = Row(missed.Table, choice, _ => choice, samples);
        if (missed.Columns.Count == 0)
        {
            row.Slots[missed.Slot] = missed.Key;
        }
        foreach (var (slot, key) in missed.Columns)
        {
            row.Slots[slot] = key;
        }
        foreach (var slot in missed.Table.Unique)
        {
            if (slot != missed.Slot && store.Find(slot, row.Slots[slot]) is not null)
            {
                return false;
            }
        }
        try
        {
            store.Insert(row);
            store.CountPast(row);
            return true;
        }
        catch (ThrownException)
        {
            return false;
        }
    }

    private Instance Row(ModuleTable table, int row, Func<int, int> choice, Samples samples)
    {
        var instance = new Instance(table.RowType);
        for (var i = 0; i < table.Fields.Count; i++)
        {
            var slot = table.RowType.PositionOf(table.Fields[i].Name);
            instance.Slots[slot] = table.AutoInc.Contains(slot) ? instance.Slots[slot]
                : table.Unique.Contains(slot) ? singles.KeyOf(table, slot) ?? samples.UniqueValueOf(table.Fields[i], row)
                : samples.ValueOf(table.Fields[i], choice(i));
        }
        return instance;
    }
}
