using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers;

/// <summary>What one symbol, without those that it names, is to the baselines.</summary>
/// <param name="Names">The canonical names of the tables, the function or the type that it declares.</param>
/// <param name="Reached">The named types that it mentions, some perhaps twice.</param>
internal sealed record SymbolMatch(bool IsUnchanged, IReadOnlyList<string> Names, IReadOnlyList<INamedTypeSymbol> Reached)
{
    private StrongBox<bool>? _areReachedUnchanged;

    /// <summary>
    /// Of a row: whether the attributes of its columns were read as they are written, see <see cref="WrittenAttributes"/>.
    /// </summary>
    public bool IsAsWritten { get; init; }

    /// <summary>
    /// Whether all types that it reaches, through whatever others, are as they were; asked once, however many analyzers want to know.
    /// </summary>
    public bool AreReachedUnchanged(Func<IReadOnlyList<INamedTypeSymbol>, bool> areUnchanged) =>
        Reached.Count == 0 || (_areReachedUnchanged ??= new(areUnchanged(Reached))).Value;

    /// <summary>A method that declares nothing.</summary>
    public static SymbolMatch Nothing { get; } = new(true, [], []);
}
