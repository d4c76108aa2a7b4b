using System.Runtime.CompilerServices;

namespace SpacetimeDB;

/// <summary>The base of a sum type: each element of the tuple is a variant.</summary>
public abstract record TaggedEnum<Variants>
    where Variants : struct, ITuple;
