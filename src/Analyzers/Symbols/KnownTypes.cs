using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>The attributes of SpacetimeDB that declare a schema. Those that a release does not have yet are null.</summary>
internal sealed record KnownTypes(
    INamedTypeSymbol Table,
    INamedTypeSymbol? Type,
    INamedTypeSymbol? PrimaryKey,
    INamedTypeSymbol? Unique,
    INamedTypeSymbol? AutoInc,
    INamedTypeSymbol? Default,
    INamedTypeSymbol? BTreeIndex,
    INamedTypeSymbol? Reducer,
    INamedTypeSymbol? Procedure,
    INamedTypeSymbol? View,
    INamedTypeSymbol? HttpHandler,
    INamedTypeSymbol? ClientVisibilityFilter,
    INamedTypeSymbol? Settings)
{
    /// <summary>False where the compilation does not know SpacetimeDB.</summary>
    public static bool TryGet(Compilation compilation, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out KnownTypes? knownTypes)
    {
        knownTypes = compilation.GetTypeByMetadataName("SpacetimeDB.TableAttribute") is { } table
            ? new(
                table,
                Get("TypeAttribute"),
                Get("PrimaryKeyAttribute"),
                Get("UniqueAttribute"),
                Get("AutoIncAttribute"),
                Get("DefaultAttribute"),
                Get("Index+BTreeAttribute"),
                Get("ReducerAttribute"),
                Get("ProcedureAttribute"),
                Get("ViewAttribute"),
                Get("HttpHandlerAttribute"),
                Get("ClientVisibilityFilterAttribute"),
                Get("SettingsAttribute"))
            : null;
        return knownTypes is not null;

        // Most stand beside the first; a compilation looks through all references for each, and anew after each edit. The code's own goes
        // first.
        INamedTypeSymbol? Get(string name) =>
            compilation.Assembly.GetTypeByMetadataName("SpacetimeDB." + name)
            ?? table.ContainingAssembly.GetTypeByMetadataName("SpacetimeDB." + name)
            ?? compilation.GetTypeByMetadataName("SpacetimeDB." + name);
    }

    /// <summary>What an attribute makes of a column; null for one that is not of SpacetimeDB, or not for columns.</summary>
    public ColumnAttributeKind? KindOf(AttributeData attribute) =>
        attribute.Is(PrimaryKey) ? ColumnAttributeKind.PrimaryKey
        : attribute.Is(Unique) ? ColumnAttributeKind.Unique
        : attribute.Is(AutoInc) ? ColumnAttributeKind.AutoInc
        : attribute.Is(Default) ? ColumnAttributeKind.Default
        : attribute.Is(BTreeIndex) ? ColumnAttributeKind.BTreeIndex
        : null;
}
