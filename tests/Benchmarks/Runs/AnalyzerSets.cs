using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeSchema.Analyzers;

namespace SpacetimeSchema.Benchmarks.Runs;

/// <summary>What is compared with one another.</summary>
internal static class AnalyzerSets
{
    /// <summary>Every analyzer of the package.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Ours { get; } =
        [.. typeof(SchemaAnalyzer).Assembly.GetTypes()
            .Where(static type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .OrderBy(static type => type.Name, StringComparer.Ordinal)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    public static ImmutableArray<DiagnosticAnalyzer> Visiting { get; } = [new VisitingAnalyzer()];

    public static ImmutableArray<DiagnosticAnalyzer> TableReading { get; } = [new TableReadingAnalyzer()];

    public static ImmutableArray<DiagnosticAnalyzer> Idle { get; } = [new IdleAnalyzer()];

    public static ImmutableArray<DiagnosticAnalyzer> None => [];
}
