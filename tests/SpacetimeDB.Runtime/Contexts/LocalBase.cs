namespace SpacetimeDB
{
    /// <summary>The base of the generated class that has a property for each table.</summary>
    public abstract class LocalBase : Internal.Local;
}

namespace SpacetimeDB.Internal
{
    public abstract class Local;
}
