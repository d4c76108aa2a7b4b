namespace SpacetimeDB;

public readonly struct Unit
{
    public override string ToString() => "Unit";
}
