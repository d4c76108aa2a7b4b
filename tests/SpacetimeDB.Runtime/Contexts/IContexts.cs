namespace SpacetimeDB.Internal;

public interface IReducerContext
{
    public static Identity GetDatabaseIdentity() => Database.Identity;
}

public interface IViewContext
{
    public static Identity GetIdentity() => Database.Identity;
}

public interface IAnonymousViewContext;

public interface IProcedureContext
{
    public static Identity GetIdentity() => Database.Identity;
}
