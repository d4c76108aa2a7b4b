using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeSchema.Analyzers.Comparison;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>Which version of SpacetimeDB a module is judged by.</summary>
internal static class EngineVersions
{
    /// <summary>The property for those whose server is not of the version that the module references.</summary>
    public const string Property = "build_property.SpacetimeSchemaEngineVersion";

    /// <summary>By the property, else by the referenced runtime (its assembly has the version of the product), else the newest.</summary>
    public static EngineVersion Of(Compilation compilation, AnalyzerConfigOptions options)
    {
        if (options.TryGetValue(Property, out var text) && EngineVersion.Parse(text) is { } configured)
        {
            return configured;
        }
        return compilation.GetTypeByMetadataName("SpacetimeDB.TableAttribute") is { } table ? OfRuntime(table) : EngineVersion.Newest;
    }

    /// <summary>That of the runtime which the attribute is from.</summary>
    public static EngineVersion OfRuntime(INamedTypeSymbol table)
    {
        if (table.ContainingAssembly.Identity is not { Name: "SpacetimeDB.Runtime", Version: { Major: > 0 } assembly })
        {
            return EngineVersion.Newest;
        }
        var version = new EngineVersion(assembly.Major, assembly.Minor, Math.Max(0, assembly.Build));
        // Since 2.0 a table has an accessor beside its name: an assembly that was built without a version says 1.0 all the same.
        return version.ConvertsNames || table.GetMembers("Accessor").IsEmpty ? version : EngineVersion.Newest;
    }
}
