namespace SpacetimeSchema.Analyzers.Schema;

internal enum FunctionKind
{
    Reducer,
    Procedure,
}

/// <summary>The moments at which the host calls a reducer by itself.</summary>
internal enum Lifecycle
{
    Init,
    OnConnect,
    OnDisconnect,
}

/// <summary>A reducer or a procedure.</summary>
/// <param name="Name">The canonical name, by which clients call it.</param>
/// <param name="Parameters">Without the context.</param>
internal sealed record FunctionSchema(FunctionKind Kind, string Name, EquatableArray<TypeMember> Parameters)
{
    /// <summary>The name of the method; null where the baseline does not know it.</summary>
    public string? SourceName { get; init; }

    /// <summary>Of a procedure; reducers return nothing.</summary>
    public AlgebraicType? ReturnType { get; init; }

    public Lifecycle? Lifecycle { get; init; }
}

/// <summary>An HTTP handler.</summary>
/// <param name="Name">The canonical name, by which routes find it.</param>
/// <param name="SourceName">The name of the method.</param>
internal sealed record HttpHandlerSchema(string Name, string SourceName);

/// <summary>A view.</summary>
/// <param name="Name">The canonical name.</param>
/// <param name="ReturnType">An option, an array or a query of a row type.</param>
internal sealed record ViewSchema(string Name, AlgebraicType ReturnType)
{
    /// <summary>The name in the code; null where the baseline does not know it.</summary>
    public string? SourceName { get; init; }

    public bool IsPublic { get; init; }

    /// <summary>Whether the view does not look at who asks.</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>Without the context.</summary>
    public EquatableArray<TypeMember> Parameters { get; init; }

    /// <summary>The canonical name of the declared primary key column.</summary>
    public string? PrimaryKey { get; init; }
}
