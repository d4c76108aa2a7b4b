using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers;

/// <summary>Whether something was removed, told by counting what is there as it was, without comparing modules.</summary>
internal sealed class BaselineCoverage(SourceSchemaReader reader, BaselineMatch match)
{
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
        foreach (var row in match.Rows)
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
        foreach (var method in match.Methods)
        {
            if (!Takes(method.Value, functions, reached))
            {
                return false;
            }
        }
        var types = 0;
        for (var i = 0; i < reached.Count; i++)
        {
            var type = match.OfType(reached[i]);
            if (!type.IsUnchanged)
            {
                return false;
            }
            reached.Add(type.Reached);
            types += rows.Contains(type.Names[0]) ? 0 : 1;
        }
        return tables.Count == deployed.Tables.Count && functions.Count == deployed.Functions.Count + deployed.Views.Count
            && types == deployed.Types.Count;
    }

    /// <summary>Reads all symbols of the module, up to the first that has changed.</summary>
    private bool IsAllUnchanged(CancellationToken cancellation)
    {
        foreach (var type in reader.Declarations.AllTypes(cancellation))
        {
            if (IsWritten(type, cancellation)
                && !(AreMethodsUnchanged(type) && (type.GetAttributes().Length == 0 || match.OfRow(type).IsUnchanged)))
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
            if (!SourceFile.Of(declaration.SyntaxTree, cancellation).IsEmitted)
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
            if (member is IMethodSymbol { IsStatic: true, MethodKind: MethodKind.Ordinary } method && method.GetAttributes().Length > 0
                && !match.OfMethod(method).IsUnchanged)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>False for what differs, and for a name that stands twice.</summary>
    private static bool Takes(SymbolMatch symbol, HashSet<string> names, ReachedTypes reached)
    {
        foreach (var name in symbol.Names)
        {
            if (!names.Add(name))
            {
                return false;
            }
        }
        reached.Add(symbol.Reached);
        return symbol.IsUnchanged;
    }
}
