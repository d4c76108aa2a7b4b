namespace SpacetimeDB;

public abstract class ProcedureContextBase(Identity sender, ConnectionId? connectionId, Random random, Timestamp time)
    : Internal.IProcedureContext
{
    protected int CounterUuid;

    public static Identity Identity => Internal.IProcedureContext.GetIdentity();

    public Identity Sender => sender;

    public ConnectionId? ConnectionId => connectionId;

    public Random Rng => random;

    public Timestamp Timestamp => time;

    public AuthCtx SenderAuth { get; } = AuthCtx.BuildFromSystemTables(connectionId, sender);

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

    public TResult WithTx<TResult>(Func<ProcedureTxContextBase, TResult> body) =>
        TryWithTx(tx => Result<TResult, Exception>.Ok(body(tx))).UnwrapOrThrow();

    public TxOutcome<TResult> TryWithTx<TResult, TError>(Func<ProcedureTxContextBase, Result<TResult, TError>> body)
        where TError : Exception
    {
        try
        {
            var value = default(TResult)!;
            Internal.Database.Current.Transaction(() => value = body(BeginTx()).UnwrapOrThrow());
            return TxOutcome<TResult>.Success(value);
        }
        catch (Exception error)
        {
            return TxOutcome<TResult>.Failure(error);
        }
    }

    protected abstract ProcedureTxContextBase CreateTxContext(Internal.TxContext inner);

    protected internal abstract LocalBase CreateLocal();

    private ProcedureTxContextBase BeginTx() => CreateTxContext(new(CreateLocal(), Sender, ConnectionId, Timestamp, SenderAuth, Rng));

    public readonly struct TxOutcome<TResult>(bool isSuccess, TResult? value, Exception? error)
    {
        public bool IsSuccess { get; } = isSuccess;

        public TResult? Value { get; } = value;

        public Exception? Error { get; } = error;

        public static TxOutcome<TResult> Success(TResult value) => new(true, value, null);

        public static TxOutcome<TResult> Failure(Exception error) => new(false, default, error);

        public TResult UnwrapOrThrow() => IsSuccess ? Value! : throw Error!;

        public TResult UnwrapOrThrow(Func<Exception> fallbackFactory) => IsSuccess ? Value! : throw Error ?? fallbackFactory();
    }
}
