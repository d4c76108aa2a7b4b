using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>An edit that made a type another one.</summary>
/// <param name="Subject">The field, variant or type that was edited; null for the column or parameter itself.</param>
/// <param name="Deployed">The same in the deployed schema, or what holds it there.</param>
/// <param name="Error">How the planner's error for such an edit ends.</param>
/// <param name="MadeAt">Where it was made, if not at the subject.</param>
internal sealed record TypeEdit(
    ChangeKind Kind, SchemaElement? Subject, SchemaElement? Deployed, string Error, string Old, string New, SchemaElement? MadeAt = null);

/// <summary>What a type was called, which may have another name now.</summary>
internal readonly record struct TypeNames(string Old, string New);
