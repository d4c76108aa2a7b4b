using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

internal sealed partial class Interpreter
{
    private readonly Dictionary<ModuleTable, int> _writesOf = [];

    private object? CallTable(ModuleTable table, string method, object?[] arguments, IOperation call)
    {
        var store = run.Database.Store(table);
        switch (method, arguments)
        {
            case ("Iter", []):
                Look(table, -1, null, store.Rows.Count > 0, call.Syntax);
                return store.Iter();
            case ("Insert", [Instance row]):
                var before = store.Rows.Count;
                var inserted = Inserted(store, row, call);
                if (store.Rows.Count > before)
                {
                    Wrote(WriteKind.Insert, table, null, inserted, call);
                }
                return Values.DeepCopy(inserted);
            case ("Delete", [Instance row]):
                var existed = store.Delete(row);
                if (existed)
                {
                    Wrote(WriteKind.Delete, table, row, null, call);
                }
                return existed;
            case ("Clear", []):
                return (ulong)Deleted(store, static _ => true, call);
            default:
                throw new LostTrackException(method);
        }
    }

    private object? CallIndex(IndexValue index, string method, object?[] arguments, IOperation call)
    {
        var store = run.Database.Store(index.Table);
        switch (method, arguments)
        {
            case ("Find", [{ } key]):
                Known(key);
                var found = store.Find(index.Slots[0], key);
                Look(index.Table, index.Slots[0], key, found is not null, call.Syntax);
                return Values.DeepCopy(found);
            case ("Filter", [{ } key]):
                var rows = store.Rows.Where(row => IsMatch(row, index.Slots, key)).ToArray();
                Look(index.Table, index.Slots[0], key is TupleValue ? null : key, rows.Length > 0, call.Syntax, Columns(index.Slots, key));
                return rows.Select(Values.DeepCopy);
            case ("Update", [Instance row]):
                if (store.Find(index.Slots[0], row.Slots[index.Slots[0]]) is null)
                {
                    // It throws, and a world with the row shows what it does then.
                    Look(index.Table, index.Slots[0], row.Slots[index.Slots[0]], found: false, call.Syntax);
                }
                var before = store.Update(index.Slots[0], row);
                Wrote(WriteKind.Update, index.Table, before, row, call);
                return Values.DeepCopy(row);
            case ("Delete", [{ } key]):
                var deleted = Deleted(store, row => IsMatch(row, index.Slots, key), call);
                return store.Table.Unique.Contains(index.Slots[0]) && index.Slots.Length == 1 ? deleted > 0 : (object)(ulong)deleted;
            default:
                throw new LostTrackException(method);
        }
    }

    private Instance Inserted(TableStore store, Instance row, IOperation call)
    {
        try
        {
            return store.Insert(row);
        }
        catch (ThrownException)
        {
            run.Refused = Write(WriteKind.Insert, store.Table, null, row, call);
            throw;
        }
    }

    private int Deleted(TableStore store, Predicate<Instance> matches, IOperation call)
    {
        var deleted = store.DeleteAll(matches);
        foreach (var row in deleted)
        {
            Wrote(WriteKind.Delete, store.Table, row, null, call);
        }
        return deleted.Count;
    }

    /// <summary>By the first columns of the index; ranges are not followed.</summary>
    private static bool IsMatch(Instance row, int[] slots, object key)
    {
        var keys = key is TupleValue tuple && slots.Length > 1 ? tuple.Elements : [key];
        for (var i = 0; i < keys.Length && i < slots.Length; i++)
        {
            Known(keys[i]);
            if (!Values.AreEqual(row.Slots[slots[i]], keys[i]))
            {
                return false;
            }
        }
        return true;
    }

    private static (int Slot, object? Key)[] Columns(int[] slots, object key) =>
        key is TupleValue tuple ? tuple.Elements.Take(slots.Length).Select((element, i) => (slots[i], element)).ToArray() : [];

    private static void Known(object? key)
    {
        if (key is not (string or bool or Special or null) && !Numbers.IsNumber(key))
        {
            throw new LostTrackException("key");
        }
    }

    private void Wrote(WriteKind kind, ModuleTable table, Instance? before, Instance? after, IOperation call)
    {
        _writesOf.TryGetValue(table, out var writes);
        _writesOf[table] = writes + 1;
        run.Writes.Add(Write(kind, table, before, after, call));
    }

    private TableWrite Write(WriteKind kind, ModuleTable table, Instance? before, Instance? after, IOperation call) =>
        new(kind, table, before, after is null ? null : (Instance)Values.DeepCopy(after)!, SiteOf(call.Syntax), call.Syntax);

    private void Look(ModuleTable table, int slot, object? key, bool found, SyntaxNode? syntax, (int Slot, object? Key)[]? columns = null)
    {
        if (syntax is not null)
        {
            _writesOf.TryGetValue(table, out var own);
            run.Lookups.Add(new(table, slot, key, found, SiteOf(syntax), syntax, run.Writes.Count - own) { Columns = columns ?? [] });
        }
    }
}
