namespace SpacetimeSchema.Analyzers.Schema;

/// <summary>
/// How the host makes canonical names of a module's names.
/// Source: <c>crates/schema/src/def/validate/v10.rs</c>, <c>ValidationCase</c>.
/// </summary>
internal enum CaseConversionPolicy
{
    /// <summary>Names are kept as they are written. Also what SpacetimeDB 1.x does.</summary>
    None,

    /// <summary>snake_case; variants camelCase, types PascalCase. The default.</summary>
    SnakeCase,
}
