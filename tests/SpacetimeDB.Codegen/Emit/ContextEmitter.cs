namespace SpacetimeDB.Codegen.Emit;

/// <summary>The contexts that functions get. They are generated, for their <c>Db</c> has the module's own tables.</summary>
internal static class ContextEmitter
{
    public const string Contexts = """
            public sealed record ReducerContext : DbContext<Local>, Internal.IReducerContext {
                public readonly Identity Sender;
                public readonly ConnectionId? ConnectionId;
                public readonly global::System.Random Rng;
                public readonly Timestamp Timestamp;
                public readonly AuthCtx SenderAuth;
                internal int CounterUuid;

                internal ReducerContext(
                    Identity identity,
                    ConnectionId? connectionId,
                    global::System.Random random,
                    Timestamp time,
                    AuthCtx? senderAuth = null) {
                    Sender = identity;
                    ConnectionId = connectionId;
                    Rng = random;
                    Timestamp = time;
                    SenderAuth = senderAuth ?? AuthCtx.BuildFromSystemTables(connectionId, identity);
                }

                public Identity DatabaseIdentity => Internal.IReducerContext.GetDatabaseIdentity();

                [global::System.Obsolete("ReducerContext.Identity is deprecated. Use DatabaseIdentity instead.")]
                public Identity Identity => DatabaseIdentity;

                public Uuid NewUuidV4() {
                    var bytes = new byte[16];
                    Rng.NextBytes(bytes);
                    return Uuid.FromRandomBytesV4(bytes);
                }

                public Uuid NewUuidV7() {
                    var bytes = new byte[4];
                    Rng.NextBytes(bytes);
                    return Uuid.FromCounterV7(ref CounterUuid, Timestamp, bytes);
                }
            }

            public sealed record ViewContext : DbContext<Internal.LocalReadOnly>, Internal.IViewContext {
                internal ViewContext(Identity sender, Internal.LocalReadOnly db) : base(db) => Sender = sender;

                public Identity Sender { get; }

                public QueryBuilder From => default;
            }

            public sealed record AnonymousViewContext : DbContext<Internal.LocalReadOnly>, Internal.IAnonymousViewContext {
                internal AnonymousViewContext(Internal.LocalReadOnly db) : base(db) { }

                public QueryBuilder From => default;
            }

            public sealed partial class ProcedureContext : ProcedureContextBase {
                private readonly Local db = new();

                internal ProcedureContext(Identity identity, ConnectionId? connectionId, global::System.Random random, Timestamp time)
                    : base(identity, connectionId, random, time) { }

                public Local Db => db;

                protected override LocalBase CreateLocal() => db;

                protected override ProcedureTxContextBase CreateTxContext(Internal.TxContext inner) =>
                    new ProcedureTxContext(inner);

                public TResult WithTx<TResult>(global::System.Func<ProcedureTxContext, TResult> body) =>
                    base.WithTx(tx => body((ProcedureTxContext)tx));

                public TxOutcome<TResult> TryWithTx<TResult, TError>(global::System.Func<ProcedureTxContext, Result<TResult, TError>> body)
                    where TError : global::System.Exception => base.TryWithTx(tx => body((ProcedureTxContext)tx));
            }

            public sealed class ProcedureTxContext : ProcedureTxContextBase {
                internal ProcedureTxContext(Internal.TxContext inner) : base(inner) { }

                public new Local Db => (Local)base.Db;
            }

            public sealed partial class HandlerContext : HandlerContextBase {
                private readonly Local db = new();

                internal HandlerContext(global::System.Random random, Timestamp time) : base(random, time) { }

                protected override LocalBase CreateLocal() => db;

                protected override HandlerTxContextBase CreateTxContext(Internal.TxContext inner) => new HandlerTxContext(inner);

                public TResult WithTx<TResult>(global::System.Func<HandlerTxContext, TResult> body) =>
                    base.WithTx(tx => body((HandlerTxContext)tx));
            }

            public sealed class HandlerTxContext : HandlerTxContextBase {
                internal HandlerTxContext(Internal.TxContext inner) : base(inner) { }

                public new Local Db => (Local)base.Db;
            }

        """;
}
