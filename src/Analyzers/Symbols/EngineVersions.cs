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
        foreach (var reference in compilation.ReferencedAssemblyNames)
        {
            if (reference.Name == "SpacetimeDB.Runtime" && reference.Version.Major > 0)
            {
                var version = new EngineVersion(reference.Version.Major, reference.Version.Minor, Math.Max(0, reference.Version.Build));
                return version.ConvertsNames || !HasAccessors(compilation) ? version : EngineVersion.Newest;
            }
        }
        return EngineVersion.Newest;
    }

    /// <summary>Since 2.0 a table has an accessor beside its name: an assembly that was built without a version says 1.0 all the same.</summary>
    private static bool HasAccessors(Compilation compilation) =>
        compilation.GetTypeByMetadataName("SpacetimeDB.TableAttribute") is { } table && !table.GetMembers("Accessor").IsEmpty;
}
