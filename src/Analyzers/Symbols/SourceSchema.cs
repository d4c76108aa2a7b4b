using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>The schema that a compilation declares, and the symbol of each of its elements.</summary>
internal sealed record SourceSchema(
    ModuleSchema Schema, IReadOnlyList<SourceTable> Tables, IReadOnlyDictionary<SchemaElement, ISymbol> Symbols)
{
    /// <summary>The symbol of the element, else of what holds it; null where it is not in the source.</summary>
    public ISymbol? SymbolOf(SchemaElement element) =>
        Symbols.TryGetValue(element, out var symbol) || Symbols.TryGetValue(element.Parent, out symbol) ? symbol : null;
}
