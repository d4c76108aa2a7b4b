namespace SpacetimeDB;

public partial record Result<T, E> : TaggedEnum<(T Ok, E Err)>
{
    private Result() { }

    public static implicit operator Result<T, E>(T value) => new OkR(value);

    public static implicit operator Result<T, E>(E error) => new ErrR(error);

    public static Result<T, E> Ok(T value) => new OkR(value);

    public static Result<T, E> Err(E error) => new ErrR(error);

    public TResult Match<TResult>(Func<T, TResult> onOk, Func<E, TResult> onErr) => this switch
    {
        OkR(var value) => onOk(value),
        ErrR(var error) => onErr(error),
        _ => throw new InvalidOperationException("Unknown Result variant."),
    };

    public T UnwrapOrThrow() => Match(value => value, error => throw new Exception(error?.ToString()));

    public T UnwrapOr(T defaultValue) => Match(value => value, _ => defaultValue);

    public T UnwrapOrElse(Func<E, T> f) => Match(value => value, f);

    public sealed record OkR(T Value) : Result<T, E>;

    public sealed record ErrR(E Error) : Result<T, E>;
}
