namespace SpacetimeDB;

public abstract class HandlerTxContextBase(Internal.TxContext inner)
{
    public LocalBase Db => (LocalBase)inner.Db;

    public Timestamp Timestamp => inner.Timestamp;

    public Random Rng => inner.Rng;
}
