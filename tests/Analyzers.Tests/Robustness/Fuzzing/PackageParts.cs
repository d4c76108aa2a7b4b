using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SpacetimeSchema.Analyzers.Tests.Robustness.Fuzzing;

/// <summary>Everything in the package that a compiler creates.</summary>
internal static class PackageParts
{
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
        [.. typeof(SchemaAnalyzer).Assembly.GetTypes()
            .Where(static type => typeof(DiagnosticAnalyzer).IsAssignableFrom(type) && !type.IsAbstract)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];
}
