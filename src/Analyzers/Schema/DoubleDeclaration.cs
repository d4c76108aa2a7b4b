namespace SpacetimeSchema.Analyzers.Schema;

/// <summary>Two tables, functions, views or HTTP handlers of the code that have one canonical name.</summary>
/// <param name="Element">That of the first, which is among those of the schema.</param>
/// <param name="First">Its name in the code.</param>
/// <param name="Second">That of the other.</param>
internal sealed record DoubleDeclaration(SchemaElement Element, string First, string Second)
{
    /// <summary>Where a declaration of that name in the code stands: no canonical name looks like this one.</summary>
    public SchemaElement PlaceOf(string sourceName) => Element with { Owner = $"global::{sourceName}" };
}
