namespace SpacetimeSchema.Analyzers;

/// <summary>A value made at the first call that is not cancelled. Unlike <see cref="Lazy{T}"/> it does not keep a cancellation.</summary>
internal sealed class OnceOnly<T>(Func<CancellationToken, T> make)
    where T : class
{
    private readonly object _gate = new();
    private T? _value;

    public T Get(CancellationToken cancellation)
    {
        if (Volatile.Read(ref _value) is { } made)
        {
            return made;
        }
        lock (_gate)
        {
            return _value ??= make(cancellation);
        }
    }
}
