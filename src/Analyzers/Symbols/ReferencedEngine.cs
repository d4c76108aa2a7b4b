using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeSchema.Analyzers.Comparison;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>The version of SpacetimeDB that a module is built for.</summary>
internal static class ReferencedEngine
{
    /// <summary>The build property where it is set and a version, else the version of the runtime library, else the newest known one.</summary>
    public static EngineVersion Of(Compilation compilation, AnalyzerConfigOptions globalOptions) =>
        (globalOptions.TryGetValue("build_property.SpacetimeSchemaEngineVersion", out var chosen) ? EngineVersion.Parse(chosen) : null)
        ?? EngineVersion.Parse(RuntimeVersion(compilation))
        ?? EngineVersion.Newest;

    private static string? RuntimeVersion(Compilation compilation)
    {
        foreach (var reference in compilation.ReferencedAssemblyNames)
        {
            if (reference.Name == "SpacetimeDB.Runtime")
            {
                return reference.Version.ToString();
            }
        }
        return null;
    }
}
