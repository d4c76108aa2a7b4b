using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers;

/// <summary>Which symbols of a compilation read as all its baselines have them. Each is read once, whoever asks.</summary>
internal sealed class BaselineMatch(SourceSchemaReader reader, ImmutableArray<Baseline> baselines)
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, SymbolMatch> _rows = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, SymbolMatch> _types = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, SymbolMatch> _methods = new(SymbolEqualityComparer.Default);

    /// <summary>An edit of a type is reported at the type, but it may reshape an event table, or make a column recursive.</summary>
    public bool IsUnchangedRow(INamedTypeSymbol row) =>
        OfRow(row) is { IsUnchanged: true } match && match.AreReachedUnchanged(AreUnchanged);

    public bool IsUnchangedMethod(IMethodSymbol method) =>
        OfMethod(method) is { IsUnchanged: true } match && match.AreReachedUnchanged(AreUnchanged);

    public bool HasUnchangedTypes(IMethodSymbol method) => OfMethod(method).AreReachedUnchanged(AreUnchanged);

    /// <summary>Those that were read so far.</summary>
    public IEnumerable<KeyValuePair<INamedTypeSymbol, SymbolMatch>> Rows => _rows;

    /// <summary>Those that were read so far.</summary>
    public IEnumerable<KeyValuePair<IMethodSymbol, SymbolMatch>> Methods => _methods;

    public SymbolMatch OfRow(INamedTypeSymbol row) => _rows.TryGetValue(row, out var match) ? match : _rows.GetOrAdd(row, ReadRow(row));

    public SymbolMatch OfMethod(IMethodSymbol method) =>
        _methods.TryGetValue(method, out var match) ? match : _methods.GetOrAdd(method, ReadMethod(method));

    /// <summary>A type that a baseline does not know may have been there under another name.</summary>
    public SymbolMatch OfType(INamedTypeSymbol type) =>
        _types.TryGetValue(type, out var match) ? match : _types.GetOrAdd(type, ReadType(type));

    /// <summary>These types, and all that they reach in turn.</summary>
    private bool AreUnchanged(IReadOnlyList<INamedTypeSymbol> types)
    {
        var reached = new ReachedTypes();
        reached.Add(types);
        for (var i = 0; i < reached.Count; i++)
        {
            var type = OfType(reached[i]);
            if (!type.IsUnchanged)
            {
                return false;
            }
            reached.Add(type.Reached);
        }
        return true;
    }

    /// <summary>
    /// Whether a row was found unchanged because of what the names of its columns' attributes are taken for, and they are something
    /// else, so that it has changed.
    /// </summary>
    public bool IsMisread(INamedTypeSymbol row) => OfRow(row).IsAsWritten && !ReadRowAsBound(row).IsUnchanged;

    private SymbolMatch ReadRow(INamedTypeSymbol row)
    {
        var reached = new List<INamedTypeSymbol>();
        return reader.ReadTablesAsWritten(row, reached, KnownTable) is { } tables
            && MatchRow(tables, reached) is { IsUnchanged: true } match
            ? match with { IsAsWritten = true }
            : ReadRowAsBound(row);
    }

    private SymbolMatch ReadRowAsBound(INamedTypeSymbol row)
    {
        var reached = new List<INamedTypeSymbol>();
        return MatchRow(reader.ReadTables(row, reached, KnownTable), reached);
    }

    private TableSchema? KnownTable(string name) => baselines[0].Document.Schema!.Table(name);

    private SymbolMatch MatchRow(IEnumerable<SourceTable> tables, List<INamedTypeSymbol> reached)
    {
        var names = new List<string>(1);
        var isUnchanged = true;
        foreach (var table in tables)
        {
            names.Add(table.Schema.Name);
            foreach (var baseline in baselines)
            {
                isUnchanged = isUnchanged
                    && SnapshotProjection.To(baseline.Document.Form, table.Schema)
                        .Equals(baseline.Document.Schema!.Table(table.Schema.Name))
                    && !UnpublishableTables.Of(baseline.Document.Schema).Contains(table.Schema.Name);
            }
        }
        return new(isUnchanged, names, reached);
    }

    private SymbolMatch ReadMethod(IMethodSymbol method)
    {
        var reached = new List<INamedTypeSymbol>();
        var isUnchanged = true;
        if (reader.Functions.ReadFunction(method, reached) is { } function)
        {
            foreach (var baseline in baselines)
            {
                isUnchanged = isUnchanged
                    && SnapshotProjection.To(baseline.Document.Form, function).Equals(baseline.Document.Schema!.Function(function.Name));
            }
            return new(isUnchanged, [function.Name], reached);
        }
        if (reader.Functions.ReadView(method, reached) is not { } view)
        {
            return reader.Functions.IsHttpHandler(method)
                ? SymbolMatch.Nothing with { IsUnchanged = reader.HttpHandlers.AreTaken(CancellationToken.None) }
                : SymbolMatch.Nothing;
        }
        foreach (var baseline in baselines)
        {
            // Servers do not tell all of a view: the comparer knows what to make of that.
            isUnchanged = isUnchanged && baseline.Document.Form == SnapshotForm.Own
                && view.Equals(baseline.Document.Schema!.View(view.Name));
        }
        return new(isUnchanged && AreUnchangedRows(reached), [view.Name], reached);
    }

    /// <summary>A view has the key of the table whose rows it gives.</summary>
    private bool AreUnchangedRows(List<INamedTypeSymbol> types)
    {
        foreach (var type in types)
        {
            if (!OfRow(type).IsUnchanged)
            {
                return false;
            }
        }
        return true;
    }

    private SymbolMatch ReadType(INamedTypeSymbol type)
    {
        var reached = new List<INamedTypeSymbol>();
        var schema = new TypeSchema(reader.Types.NameOf(type), reader.Types.ReadDefinition(type, reached), type.Name);
        var isUnchanged = true;
        foreach (var baseline in baselines)
        {
            isUnchanged = isUnchanged && baseline.Document.Schema!.Type(schema.Name) is { } deployed && IsSame(schema, deployed, baseline);
        }
        // The baseline has one type of each name: which of two it is that reads the same, it cannot tell.
        return new(isUnchanged && !reader.SharedNames.IsShared(type, CancellationToken.None), [schema.Name], reached);
    }

    /// <summary>The rows of a table are kept with the table, without a name in the code.</summary>
    private static bool IsSame(TypeSchema current, TypeSchema deployed, Baseline baseline) =>
        SnapshotProjection.To(baseline.Document.Form, current with { SourceName = deployed.SourceName is null ? null : current.SourceName })
            .Equals(deployed);
}
