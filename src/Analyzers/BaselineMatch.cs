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
    public bool IsUnchangedRow(INamedTypeSymbol row) => OfRow(row) is { IsUnchanged: true } match && match.AreReachedUnchanged(AreUnchanged);

    public bool IsUnchangedMethod(IMethodSymbol method) => OfMethod(method) is { IsUnchanged: true } match && match.AreReachedUnchanged(AreUnchanged);

    public bool HasUnchangedTypes(IMethodSymbol method) => OfMethod(method).AreReachedUnchanged(AreUnchanged);

    /// <summary>A type that a baseline does not know may have been there under another name.</summary>
    public SymbolMatch OfType(INamedTypeSymbol type) => _types.TryGetValue(type, out var match) ? match : _types.GetOrAdd(type, ReadType(type));

    /// <summary>Whether all that a baseline has is in the source as it has it: then nothing is removed from it.</summary>
    public bool HasAllOf(Baseline baseline, CancellationToken cancellation)
    {
        var deployed = baseline.Document.Schema!;
        // A filter or the policy touches all.
        if (deployed.VisibilityFilters.Count > 0 || (deployed.Policy is { } policy && policy != reader.Policy))
        {
            return false;
        }
        // A build has asked for each symbol by now, an IDE for those of one document.
        return IsAll(deployed) || (IsAllUnchanged(cancellation) && IsAll(deployed));
    }

    /// <summary>Whether the symbols that were read so far are as they were, and all there is of a schema.</summary>
    private bool IsAll(ModuleSchema deployed)
    {
        var tables = new HashSet<string>(StringComparer.Ordinal);
        var functions = new HashSet<string>(StringComparer.Ordinal);
        var rows = new HashSet<string>(StringComparer.Ordinal);
        var reached = new ReachedTypes();
        foreach (var row in _rows)
        {
            if (!Takes(row.Value, tables, reached))
            {
                return false;
            }
            if (row.Value.Names.Count > 0)
            {
                rows.Add(reader.Types.NameOf(row.Key));
            }
        }
        foreach (var method in _methods)
        {
            if (!Takes(method.Value, functions, reached))
            {
                return false;
            }
        }
        var types = 0;
        for (var i = 0; i < reached.Count; i++)
        {
            var type = OfType(reached[i]);
            if (!type.IsUnchanged)
            {
                return false;
            }
            reached.Add(type.Reached);
            types += rows.Contains(type.Names[0]) ? 0 : 1;
        }
        return tables.Count == deployed.Tables.Count && functions.Count == deployed.Functions.Count + deployed.Views.Count && types == deployed.Types.Count;
    }

    /// <summary>Reads all symbols of the module, up to the first that has changed.</summary>
    private bool IsAllUnchanged(CancellationToken cancellation)
    {
        foreach (var type in reader.Declarations.AllTypes(cancellation))
        {
            if (IsWritten(type, cancellation) && !(AreMethodsUnchanged(type) && (type.GetAttributes().Length == 0 || OfRow(type).IsUnchanged)))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>By somebody, not emitted by a generator: those types are most of a module, and no part of its schema.</summary>
    private static bool IsWritten(INamedTypeSymbol type, CancellationToken cancellation)
    {
        foreach (var declaration in type.DeclaringSyntaxReferences)
        {
            if (!SourceFile.Of(declaration.SyntaxTree, cancellation).IsGenerated)
            {
                return true;
            }
        }
        return false;
    }

    private bool AreMethodsUnchanged(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is IMethodSymbol { IsStatic: true, MethodKind: MethodKind.Ordinary } method && method.GetAttributes().Length > 0 && !OfMethod(method).IsUnchanged)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>False for what differs, and for a name that stands twice.</summary>
    private static bool Takes(SymbolMatch match, HashSet<string> names, ReachedTypes reached)
    {
        foreach (var name in match.Names)
        {
            if (!names.Add(name))
            {
                return false;
            }
        }
        reached.Add(match.Reached);
        return match.IsUnchanged;
    }

    private SymbolMatch OfRow(INamedTypeSymbol row) => _rows.TryGetValue(row, out var match) ? match : _rows.GetOrAdd(row, ReadRow(row));

    private SymbolMatch OfMethod(IMethodSymbol method) => _methods.TryGetValue(method, out var match) ? match : _methods.GetOrAdd(method, ReadMethod(method));

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

    private SymbolMatch ReadRow(INamedTypeSymbol row)
    {
        var names = new List<string>(1);
        var reached = new List<INamedTypeSymbol>();
        var isUnchanged = true;
        foreach (var table in reader.ReadTables(row, reached, baselines[0].Document.Schema!.Table))
        {
            names.Add(table.Schema.Name);
            foreach (var baseline in baselines)
            {
                isUnchanged = isUnchanged && SnapshotProjection.To(baseline.Document.Form, table.Schema).Equals(baseline.Document.Schema!.Table(table.Schema.Name))
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
                isUnchanged = isUnchanged && SnapshotProjection.To(baseline.Document.Form, function).Equals(baseline.Document.Schema!.Function(function.Name));
            }
            return new(isUnchanged, [function.Name], reached);
        }
        if (reader.Functions.ReadView(method, reached) is not { } view)
        {
            return SymbolMatch.Nothing;
        }
        foreach (var baseline in baselines)
        {
            // Servers do not tell all of a view: the comparer knows what to make of that.
            isUnchanged = isUnchanged && baseline.Document.Form == SnapshotForm.Own && view.Equals(baseline.Document.Schema!.View(view.Name));
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
        return new(isUnchanged, [schema.Name], reached);
    }

    /// <summary>The rows of a table are kept with the table, without a name in the code.</summary>
    private static bool IsSame(TypeSchema current, TypeSchema deployed, Baseline baseline) =>
        SnapshotProjection.To(baseline.Document.Form, current with { SourceName = deployed.SourceName is null ? null : current.SourceName }).Equals(deployed);
}
