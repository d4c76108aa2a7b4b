using System.Diagnostics.CodeAnalysis;

namespace SpacetimeDB;

/// <summary>The context of an HTTP handler, which is compiled here but never called.</summary>
public abstract class HandlerContextBase(Random random, Timestamp time)
{
    protected int CounterUuid;

    public Random Rng => random;

    public Timestamp Timestamp => time;

    public HttpClient Http { get; } = new();

    public Uuid NewUuidV4()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return Uuid.FromRandomBytesV4(bytes);
    }

    public Uuid NewUuidV7()
    {
        var bytes = new byte[4];
        random.NextBytes(bytes);
        return Uuid.FromCounterV7(ref CounterUuid, Timestamp, bytes);
    }

    [Experimental("STDB_UNSTABLE")]
    public TResult WithTx<TResult>(Func<HandlerTxContextBase, TResult> body)
    {
        var value = default(TResult)!;
        Internal.Database.Current.Transaction(() => value = body(BeginTx()));
        return value;
    }

    protected abstract HandlerTxContextBase CreateTxContext(Internal.TxContext inner);

    protected abstract LocalBase CreateLocal();

    private HandlerTxContextBase BeginTx() =>
        CreateTxContext(new(CreateLocal(), default, null, Timestamp, AuthCtx.BuildFromSystemTables(null, default), Rng));
}
