namespace SpacetimeDB.Internal;

public abstract class IndexBase<Row>(string name)
    where Row : notnull
{
    private protected string Name => name;

    private protected TableStore<Row> Store => Database.Current.TableOfIndex<Row>(name);

    protected IEnumerable<Row> DoFilter(params KeyRange[] ranges) => Store.Filter(name, ranges);

    protected ulong DoDelete(params KeyRange[] ranges) => Store.Delete(name, ranges);
}

public abstract class ReadOnlyIndexBase<Row>(string name) : IndexBase<Row>(name)
    where Row : notnull;
