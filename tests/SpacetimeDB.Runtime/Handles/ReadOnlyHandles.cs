namespace SpacetimeDB.Internal;

/// <summary>The base of the table handles that a view gets.</summary>
public abstract class ReadOnlyTableView<Row>(string tableName)
    where Row : notnull
{
    protected ulong DoCount() => (ulong)Database.Current.Table<Row>(tableName).Count;
}

public abstract class ReadOnlyUniqueIndex<Handle, Row, T, RW>(string name) : ReadOnlyIndexBase<Row>(name)
    where Handle : ReadOnlyTableView<Row>
    where Row : struct
    where RW : struct, BSATN.IReadWrite<T>
{
    protected Row? FindSingle(T key) => Store.TryFind(Name, key, out var row) ? row : null;
}

public abstract class ReadOnlyRefUniqueIndex<Handle, Row, T, RW>(string name) : ReadOnlyIndexBase<Row>(name)
    where Handle : ReadOnlyTableView<Row>
    where Row : class, new()
    where RW : struct, BSATN.IReadWrite<T>
{
    protected Row? FindSingle(T key) => Store.TryFind(Name, key, out var row) ? row : null;
}
