using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers;

/// <summary>What one symbol, without those that it names, is to the baselines.</summary>
/// <param name="Names">The canonical names of the tables, the function or the type that it declares.</param>
/// <param name="Reached">The named types that it mentions, some perhaps twice.</param>
internal sealed record SymbolMatch(bool IsUnchanged, IReadOnlyList<string> Names, IReadOnlyList<INamedTypeSymbol> Reached)
{
    /// <summary>A method that declares nothing.</summary>
    public static SymbolMatch Nothing { get; } = new(true, [], []);
}
