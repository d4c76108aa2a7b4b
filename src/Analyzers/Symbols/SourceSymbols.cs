using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>
/// The symbols that declare the parts of a schema. Of several that declare one part the first stands: the engine refuses such a module.
/// </summary>
internal sealed class SourceSymbols
{
    private readonly Dictionary<SchemaElement, ISymbol> _symbols = [];

    public IReadOnlyDictionary<SchemaElement, ISymbol> All => _symbols;

    public List<DoubleDeclaration> Doubles { get; } = [];

    /// <summary>False where something of that name was there before.</summary>
    public bool Add(SchemaElement element, ISymbol symbol)
    {
        if (_symbols.ContainsKey(element))
        {
            return false;
        }
        _symbols.Add(element, symbol);
        return true;
    }

    /// <summary>False where another declaration has the canonical name. Two of one name in the code as well are no C#.</summary>
    /// <param name="sourceNameOf">The name in the code of what was there before.</param>
    public bool AddFirst(SchemaElement element, string sourceName, ISymbol symbol, Func<SchemaElement, string> sourceNameOf)
    {
        if (Add(element, symbol))
        {
            return true;
        }
        var pair = new DoubleDeclaration(element, sourceNameOf(element), sourceName);
        if (pair.First != pair.Second && Add(pair.PlaceOf(pair.Second), symbol))
        {
            Add(pair.PlaceOf(pair.First), _symbols[element]);
            Doubles.Add(pair);
        }
        return false;
    }
}
