using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers;

/// <summary>
/// Compares what one symbol declares without reading the rest of the module, so that a keystroke in a column costs the same however
/// large the module is.
/// </summary>
internal sealed class SymbolComparison(
    SourceSchemaReader reader, BaselineMatch match, ImmutableArray<Baseline> baselines, ComparisonSettings settings)
{
    private readonly ConcurrentDictionary<ISymbol, ModuleComparison?> _comparisons = new(SymbolEqualityComparer.Default);

    /// <summary>Null where the rest of the module matters.</summary>
    public ModuleComparison? Of(ISymbol symbol, CancellationToken cancellation) =>
        _comparisons.TryGetValue(symbol, out var comparison) ? comparison : _comparisons.GetOrAdd(symbol, Compare(symbol, cancellation));

    private ModuleComparison? Compare(ISymbol symbol, CancellationToken cancellation)
    {
        if (!baselines.All(baseline => SchemaPart.HasPolicy(baseline.Document.Schema!, reader.Policy)))
        {
            return null;
        }
        var source = reader.ReadPart(symbol, [], cancellation);
        var holders = new HashSet<string>(
            baselines.SelectMany(baseline =>
                SchemaPart.HoldersOf(TypesOf(symbol, source.Schema, baseline.Document.Schema!), baseline.Document.Schema!)),
            StringComparer.Ordinal);
        if (holders.Count > 0)
        {
            source = reader.ReadPart(symbol, RowTypesOf(holders, cancellation), cancellation);
        }
        if (!holders.All(holder => source.Schema.Table(holder) is not null) || HasSharedNames(symbol, source, cancellation)
            || HasChangedLibrary(source))
        {
            return null;
        }
        var deployed = new List<(Baseline, ModuleSchema)>(baselines.Length);
        foreach (var baseline in baselines)
        {
            if (SchemaPart.Deployed(baseline.Document.Schema!, source.Schema) is not { } part)
            {
                return null;
            }
            deployed.Add((baseline, part));
        }
        return new(source, deployed, settings, cancellation);
    }

    /// <summary>Of two types with one name the whole module knows which are reached.</summary>
    private bool HasSharedNames(ISymbol symbol, SourceSchema source, CancellationToken cancellation) =>
        source.Tables.Select(static table => table.RowType)
            .Concat(source.Schema.Types.Select(type => source.SymbolOf(SchemaElement.Type(type.Name))).OfType<INamedTypeSymbol>())
            .Concat(symbol is INamedTypeSymbol itself ? [itself] : [])
            .Any(type => reader.SharedNames.IsShared(type, cancellation));

    /// <summary>An edit in a referenced assembly is told at the first of all that hold the type.</summary>
    private bool HasChangedLibrary(SourceSchema source) => source.Schema.Types.Any(type =>
        source.SymbolOf(SchemaElement.Type(type.Name)) is INamedTypeSymbol symbol && !source.IsOfModule(symbol)
            && !match.OfType(symbol).IsUnchanged);

    /// <summary>
    /// The types whose edits are told at the symbol, or are not told there because they are elsewhere: itself, for a row may be a type
    /// that columns hold; and those of a function, if one was edited.
    /// </summary>
    private IEnumerable<string> TypesOf(ISymbol symbol, ModuleSchema source, ModuleSchema deployed) => symbol switch
    {
        INamedTypeSymbol type =>
            source.Tables.Select(table => deployed.Table(table.Name)?.RowType).OfType<string>().Append(reader.Types.NameOf(type)),
        IMethodSymbol method when !match.HasUnchangedTypes(method) => source.Types.Select(static type => type.Name)
            .Concat(
                TypeClosure.Of(
                    source.Functions.Select(function => deployed.Function(function.Name)).OfType<FunctionSchema>()
                        .SelectMany(TypeClosure.RootsOf),
                    deployed).Keys),
        _ => [],
    };

    /// <summary>By their names, before anything of them is bound.</summary>
    private IEnumerable<INamedTypeSymbol> RowTypesOf(HashSet<string> tables, CancellationToken cancellation)
    {
        var names = new HashSet<string>(
            baselines.SelectMany(baseline => tables.Select(table => baseline.Document.Schema!.Table(table)?.RowType)).OfType<string>(),
            StringComparer.Ordinal);
        return reader.Declarations.Types(name => names.Contains(reader.Types.NameOf(name)), cancellation);
    }
}
