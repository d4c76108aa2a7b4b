namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>The execution met something that it cannot follow; nothing is said about what comes after.</summary>
internal sealed class LostTrackException(string what) : Exception(what);

/// <summary>An exception of the executed code.</summary>
/// <param name="TypeName">The full name of its type.</param>
internal sealed class ThrownException(string typeName, object? value = null) : Exception(typeName)
{
    public string TypeName { get; } = typeName;

    public object? Value { get; } = value;
}

/// <summary>How a statement ended.</summary>
internal enum Completion
{
    Normal,
    Break,
    Continue,
    Return,
    GotoCase,
}
