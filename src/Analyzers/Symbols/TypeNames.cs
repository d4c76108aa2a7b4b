using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>
/// The types of a schema by name. Namespaces and the types around one are no part of its name.
/// Source: <c>Runtime/Internal/Module.cs</c>, <c>MakeScopedTypeName</c>.
/// </summary>
internal sealed class TypeNames(TypeReader types)
{
    private readonly Dictionary<string, INamedTypeSymbol> _types = new(StringComparer.Ordinal);

    public List<TypeCollision> Collisions { get; } = [];

    /// <param name="symbols">Gets where the two of a collision stand.</param>
    public void Add(string name, INamedTypeSymbol type, SourceSymbols symbols)
    {
        if (!_types.TryGetValue(name, out var first))
        {
            _types.Add(name, type);
        }
        else if (!SymbolEqualityComparer.Default.Equals(first, type) && symbols.Add(TypeCollision.PlaceOf(FullName(type)), type))
        {
            symbols.Add(TypeCollision.PlaceOf(FullName(first)), first);
            Collisions.Add(new(name, ReadWhole(first), ReadWhole(type)));
        }
    }

    private TypeSchema ReadWhole(INamedTypeSymbol type) => new(FullName(type), types.ReadDefinition(type));

    private static string FullName(INamedTypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
}
