namespace SpacetimeDB;

public enum ReducerKind
{
    UserDefined,
    Init,
    ClientConnected,
    ClientDisconnected,
}

[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class ReducerAttribute(ReducerKind kind = ReducerKind.UserDefined) : Attribute
{
    public ReducerKind Kind => kind;

    public string? Name { get; init; }
}

[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class ProcedureAttribute : Attribute
{
    public string? Name { get; init; }
}

[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class ViewAttribute : Attribute
{
    public string? Accessor { get; init; }

    public string? Name { get; init; }

    public string? PrimaryKey { get; init; }

    public bool Public { get; init; }
}

[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class HttpHandlerAttribute : Attribute;

[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class HttpRouterAttribute : Attribute;
