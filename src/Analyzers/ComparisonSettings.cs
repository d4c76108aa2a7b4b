using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers;

/// <summary>What is the same for all comparisons of one compilation.</summary>
/// <param name="Engine">By whose rules publish is judged.</param>
internal sealed record ComparisonSettings(KnownTypes KnownTypes, EngineVersion Engine, SeverityPolicy Severities);
