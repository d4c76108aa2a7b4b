namespace SpacetimeDB;

/// <summary>A row-level security rule. The second variant is there because a tuple with one named element cannot be written.</summary>
[Type]
public partial record Filter : TaggedEnum<(string Sql, Unit _Unused)>
{
    public sealed record Sql(string Sql_) : Filter;

    public sealed record _Unused(Unit _Unused_) : Filter;
}
