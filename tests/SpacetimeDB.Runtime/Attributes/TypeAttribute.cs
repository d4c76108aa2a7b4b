namespace SpacetimeDB;

/// <summary>Makes a type usable in columns and parameters.</summary>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Class | AttributeTargets.Enum, Inherited = false)]
public sealed class TypeAttribute : Attribute;
