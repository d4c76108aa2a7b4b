namespace SpacetimeDB;

/// <summary>Makes a type the row of a table; several attributes on one type make several tables.</summary>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Class, AllowMultiple = true)]
public sealed class TableAttribute : Attribute
{
    public string? Accessor { get; init; }

    public string? Name { get; init; }

    public bool Public { get; init; }

    public bool Event { get; init; }

    public string? Scheduled { get; init; }

    public string ScheduledAt { get; init; } = "ScheduledAt";
}
