namespace SpacetimeDB.Internal;

/// <summary>
/// The columns of a row or the fields of a <c>[Type]</c>, in order, as the generator saw them in the annotated declaration.
/// Absent from the package, where a generated serializer knows them.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class RowColumnsAttribute(params string[] names) : Attribute
{
    public IReadOnlyList<string> Names => names;
}
