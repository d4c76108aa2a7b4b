namespace SpacetimeDB;

[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Class | AttributeTargets.Field, AllowMultiple = true)]
public abstract class Index : Attribute
{
    public string? Table { get; init; }

    public string? Accessor { get; init; }

    public string? Name { get; init; }

    public sealed class BTreeAttribute : Index
    {
        public string[] Columns { get; init; } = [];
    }
}
