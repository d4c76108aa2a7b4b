using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.CodeFixes;

/// <summary>A host asks many providers about one compilation: it is read once.</summary>
internal static class SourceCache
{
    private static readonly ConditionalWeakTable<Compilation, SourceSchema> s_sources = new();

    public static SourceSchema Read(Compilation compilation, KnownTypes knownTypes, Project project, CancellationToken cancellation)
    {
        if (s_sources.TryGetValue(compilation, out var known))
        {
            return known;
        }
        var engine = EngineVersions.Of(compilation, project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GlobalOptions);
        var source = new SourceSchemaReader(compilation, knownTypes, engine, cancellation).Read(cancellation);
        return s_sources.GetValue(compilation, _ => source);
    }
}
