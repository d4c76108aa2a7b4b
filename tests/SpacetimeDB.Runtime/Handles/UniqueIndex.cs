namespace SpacetimeDB.Internal;

/// <summary>
/// The base of the handle of a unique column. Rows that are classes have another base, for <c>Row?</c> means another thing there.
/// </summary>
public abstract class UniqueIndex<Handle, Row, T, RW>(string name) : IndexBase<Row>(name)
    where Handle : ITableView<Handle, Row>
    where Row : struct
    where RW : struct, BSATN.IReadWrite<T>
{
    public bool Delete(T key) => Store.Delete(Name, [KeyRange.Of<T>(key)]) > 0;

    protected Row? FindSingle(T key) => Store.TryFind(Name, key, out var row) ? row : null;

    protected Row DoUpdate(Row row) => Store.Update(Name, row);
}

public abstract class RefUniqueIndex<Handle, Row, T, RW>(string name) : IndexBase<Row>(name)
    where Handle : ITableView<Handle, Row>
    where Row : class, new()
    where RW : struct, BSATN.IReadWrite<T>
{
    public bool Delete(T key) => Store.Delete(Name, [KeyRange.Of<T>(key)]) > 0;

    protected Row? FindSingle(T key) => Store.TryFind(Name, key, out var row) ? row : null;

    protected Row DoUpdate(Row row) => Store.Update(Name, row);
}
