using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>The schema that a compilation declares, and the symbol of each of its elements.</summary>
/// <param name="Module">The assembly that is compiled; types of others are a part of the schema too.</param>
internal sealed record SourceSchema(
    ModuleSchema Schema,
    IReadOnlyList<SourceTable> Tables,
    IReadOnlyDictionary<SchemaElement, ISymbol> Symbols,
    IAssemblySymbol Module)
{
    /// <summary>The symbol of the element, else of what holds it; null where it is not in the source.</summary>
    public ISymbol? SymbolOf(SchemaElement element) =>
        Symbols.TryGetValue(element, out var symbol) || Symbols.TryGetValue(element.Parent, out symbol) ? symbol : null;

    /// <summary>Whether it is declared in the module, and not in an assembly that it references.</summary>
    public bool IsOfModule(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, Module);

    /// <summary>What of the module holds the type first: a column in the order of places, else a function or a view.</summary>
    public SchemaElement? FirstHolderOf(string type)
    {
        var columns = Schema.Tables.SelectMany(table =>
            table.Columns.Select(column => (SchemaElement.Column(table.Name, column.Name), (IEnumerable<AlgebraicType>)[column.Type])));
        var functions = Schema.Functions.Select(function => (SchemaElement.Function(function.Name), TypeClosure.RootsOf(function)))
            .Concat(Schema.Views.Select(view => (SchemaElement.View(view.Name), TypeClosure.RootsOf(view))));
        return First(columns) ?? First(functions);

        SchemaElement? First(IEnumerable<(SchemaElement Element, IEnumerable<AlgebraicType> Roots)> holders) => holders
            .Where(holder => Symbols.ContainsKey(holder.Element) && TypeClosure.Of(holder.Roots, Schema).ContainsKey(type))
            .Select(static holder => (SchemaElement?)holder.Element)
            .OrderBy(element => SourcePlaces.Of(Symbols[element!.Value], null), SourcePlaces.Order)
            .FirstOrDefault();
    }
}
