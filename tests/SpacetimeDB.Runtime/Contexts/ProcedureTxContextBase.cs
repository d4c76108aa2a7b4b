namespace SpacetimeDB;

public abstract class ProcedureTxContextBase(Internal.TxContext inner)
{
    public LocalBase Db => (LocalBase)inner.Db;

    public Identity Sender => inner.Sender;

    public ConnectionId? ConnectionId => inner.ConnectionId;

    public Timestamp Timestamp => inner.Timestamp;

    public AuthCtx SenderAuth => inner.SenderAuth;

    public Random Rng => inner.Rng;
}
