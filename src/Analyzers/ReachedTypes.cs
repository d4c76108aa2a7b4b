using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers;

/// <summary>Types in the order in which they were reached, each once.</summary>
internal sealed class ReachedTypes
{
    private const int Few = 8;

    private readonly List<INamedTypeSymbol> _types = [];
    private HashSet<INamedTypeSymbol>? _seen;

    public int Count => _types.Count;

    public INamedTypeSymbol this[int index] => _types[index];

    public void Add(IReadOnlyList<INamedTypeSymbol> types)
    {
        for (var i = 0; i < types.Count; i++)
        {
            if (IsNew(types[i]))
            {
                _types.Add(types[i]);
            }
        }
    }

    /// <summary>A row reaches few types: a set is made when it pays.</summary>
    private bool IsNew(INamedTypeSymbol type)
    {
        if (_types.Count < Few)
        {
            foreach (var known in _types)
            {
                if (SymbolEqualityComparer.Default.Equals(known, type))
                {
                    return false;
                }
            }
            return true;
        }
        _seen ??= new(_types, SymbolEqualityComparer.Default);
        return _seen.Add(type);
    }
}
