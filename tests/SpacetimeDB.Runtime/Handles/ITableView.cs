namespace SpacetimeDB.Internal;

/// <summary>What every generated table handle is.</summary>
public interface ITableView<View, T>
    where View : ITableView<View, T>
    where T : notnull
{
    static abstract TableDescription Description { get; }

    ulong Count { get; }

    IEnumerable<T> Iter();

    T Insert(T row);

    bool Delete(T row);

    ulong Clear();

    private static TableStore<T> Store => Database.Current.Table<T>(View.Description.Accessor);

    protected static ulong DoCount() => (ulong)Store.Count;

    protected static IEnumerable<T> DoIter() => Store.Iter();

    protected static T DoInsert(T row) => Store.Insert(row);

    protected static bool DoDelete(T row) => Store.Delete(row);

    protected static ulong DoClear() => Store.Clear();
}
