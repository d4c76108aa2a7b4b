namespace SpacetimeDB.BSATN;

/// <summary>How a type is written for the host. Nothing is written here; the interface keeps the arity of the index classes.</summary>
public interface IReadWrite<T>;

public readonly struct Unsupported<T> : IReadWrite<T>;
