namespace SpacetimeSchema.Analyzers.Schema;

/// <summary>Two types of the code that have one name in the database: namespaces and the types around them are no part of it.</summary>
/// <param name="Name">The canonical name of both.</param>
/// <param name="First">Under its full name in the code; that which is among the types of the schema.</param>
/// <param name="Second">Likewise.</param>
internal sealed record TypeCollision(string Name, TypeSchema First, TypeSchema Second)
{
    /// <summary>Where a type of that full name stands: no canonical name looks like this one.</summary>
    public static SchemaElement PlaceOf(string fullName) => SchemaElement.Type($"global::{fullName}");
}
