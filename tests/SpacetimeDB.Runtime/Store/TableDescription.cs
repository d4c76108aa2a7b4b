namespace SpacetimeDB.Internal;

/// <summary>What the store must know of a table. Absent from the package, where the host knows it.</summary>
public sealed record TableDescription(string Accessor, bool IsEvent, string[] AutoIncrement, IndexDescription[] Indexes);

/// <summary>An index under the name that the generated handles ask for.</summary>
public sealed record IndexDescription(string Name, bool IsUnique, params string[] Columns);
